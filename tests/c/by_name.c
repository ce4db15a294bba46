/* Functions that take and return types by value. */
#include "by_name.h"

#include <stdarg.h>

struct by_name_pair by_name_swap(struct by_name_pair pair) {
    struct by_name_pair swapped = {(int)pair.second, pair.first};
    return swapped;
}

by_name_large by_name_reverse(by_name_large large, int times) {
    by_name_large reversed;
    for (int i = 0; i < 4; i++) {
        reversed.parts[i] = large.parts[3 - i] * times;
    }
    return reversed;
}

union by_name_number by_name_halve(union by_name_number number, int is_part) {
    if (is_part) {
        number.part /= 2;
    } else {
        number.whole /= 2;
    }
    return number;
}

enum by_name_level by_name_next(enum by_name_level level) {
    return level == BY_NAME_LOW ? BY_NAME_HIGH : BY_NAME_LOW;
}

enum by_name_level by_name_unknown(void) {
    return (enum by_name_level)3;
}

by_name_alias by_name_called(by_name_hook hook, by_name_alias pair) {
    pair.first = hook(pair);
    return pair;
}

double by_name_sum(struct by_name_pair first, int count, ...) {
    double sum = first.first + first.second;
    va_list rest;
    va_start(rest, count);
    for (int i = 0; i < count; i++) {
        sum += va_arg(rest, double);
    }
    va_end(rest);
    return sum;
}

_Bool by_name_not(_Bool flag) {
    return !flag;
}
