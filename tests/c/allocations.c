/* Calls, and allocates nothing. */

void allocations_calls(int n, void (*f)(void *user, int value), void *user) {
  for (int i = 0; i < n; i++)
    f(user, i);
}

void allocations_calls_plain(int n, void (*f)(int value)) {
  for (int i = 0; i < n; i++)
    f(i);
}
