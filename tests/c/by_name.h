/* Types by value, as they stand in the headers that bindgen reads. */
#ifndef BY_NAME_H
#define BY_NAME_H

struct by_name_pair { int first; double second; };
typedef struct { long parts[4]; } by_name_large;
union by_name_number { long whole; double part; };
enum by_name_level { BY_NAME_LOW, BY_NAME_HIGH = 7 };
typedef struct by_name_pair by_name_alias;
typedef int (*by_name_hook)(struct by_name_pair);

struct by_name_pair by_name_swap(struct by_name_pair pair);
by_name_large by_name_reverse(by_name_large large, int times);
union by_name_number by_name_halve(union by_name_number number, int is_part);
enum by_name_level by_name_next(enum by_name_level level);
enum by_name_level by_name_unknown(void);
by_name_alias by_name_called(by_name_hook hook, by_name_alias pair);
double by_name_sum(struct by_name_pair first, int count, ...);
_Bool by_name_not(_Bool flag);

#endif
