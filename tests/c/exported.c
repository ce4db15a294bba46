/* Calls exported Rust functions, by the header that Rust wrote. */
#include "plane.h"

double exported_norm(double x, double y) {
    struct point p = {x, y, COLOR_BLUE, {0, 0}};
    return plane_norm(&p);
}

double exported_null(void) {
    return plane_norm(0);
}

int exported_sum(void *sum) {
    int status = plane_add(PLANE_DIMENSIONS, sum);
    return status ? status : plane_add(-1, sum);
}

size_t exported_each(plane_visit visit, void *data) {
    size_t count = 0;
    while (count < 5 && visit(count, "name", data)) {
        count++;
    }
    return count;
}

int exported_visit(const plane_operations *operations, void *data) {
    struct point p = {1.5, 0, COLOR_RED, {0, 0}};
    union plane_value value = {39};
    int found = operations->version;
    for (int i = 0; i < 3; i++) {
        found += i ? 0 : operations->visit(data, &p, value);
        if (i)
            operations->visit(data, &p, value);
    }
    operations->end(data);
    return found;
}
