/* A header that cannot be included alone. */
#pragma once
int rows(row_t first);
