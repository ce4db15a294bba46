/* Memory that is valid for one call, and handles that refer to others. */

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct lent_item {
  const uint64_t *value;
};

struct lent_row {
  const char *name;
  const uint64_t *number;
};

/* The values are valid for one call each. */
void lent_each(size_t count, void (*each)(const struct lent_item *item, void *data), void *data) {
  for (size_t index = 0; index < count; index++) {
    uint64_t *value = malloc(sizeof *value);
    *value = index + 1;
    struct lent_item item = {value};
    each(&item, data);
    *value = UINT64_MAX;
    free(value);
  }
}

void lent_all(size_t count, void (*all)(struct lent_item *items, size_t count, void *data), void *data) {
  uint64_t values[4] = {1, 2, 3, 4};
  struct lent_item items[4] = {{&values[0]}, {&values[1]}, {&values[2]}, {&values[3]}};
  all(items, count, data);
  memset(values, 0xff, sizeof values);
}

uint64_t lent_value(uint64_t value, uint64_t (*take)(struct lent_item item, void *data), void *data) {
  struct lent_item item = {&value};
  return take(item, data);
}

/* The row and its name are valid for one call. */
void lent_row(const char *name, uint64_t number, void (*on_row)(struct lent_row *row, void *data), void *data) {
  char *copy = malloc(strlen(name) + 1);
  strcpy(copy, name);
  /* A parameter on the stack of a 32-bit processor need not be aligned as the type is. */
  uint64_t *value = malloc(sizeof *value);
  *value = number;
  struct lent_row row = {copy, value};
  on_row(&row, data);
  memset(copy, '-', strlen(name));
  free(value);
  free(copy);
}

struct lent_database {
  int statements;
};

struct lent_statement {
  struct lent_database *database;
  char text[16];
};

static int statements_of_closed;

struct lent_database *lent_open(void) { return calloc(1, sizeof(struct lent_database)); }

void lent_close(struct lent_database *database) {
  statements_of_closed += database->statements;
  free(database);
}

int lent_statements_of_closed(void) { return statements_of_closed; }

struct lent_statement *lent_prepare(struct lent_database *database, const char *text) {
  struct lent_statement *statement = calloc(1, sizeof *statement);
  statement->database = database;
  strncpy(statement->text, text, sizeof statement->text - 1);
  database->statements++;
  return statement;
}

int lent_prepare_into(struct lent_database *database, const char *text, struct lent_statement **statement) {
  if (*text == 0) {
    return 1;
  }
  *statement = lent_prepare(database, text);
  return 0;
}

void lent_finalize(struct lent_statement *statement) {
  statement->database->statements--;
  free(statement);
}

const char *lent_text(const struct lent_statement *statement) { return statement->text; }

struct lent_database *lent_database_of(const struct lent_statement *statement) { return statement->database; }

int lent_count(const struct lent_database *database) { return database->statements; }
