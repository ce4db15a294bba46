/* A library with the functions that the manual of P/Invoke takes its samples from: a callback for each shape of argument. Its
   functions are cdecl; the callbacks of those that say CALLBACK are stdcall, which is another convention where pointers have 32 bits. */
#ifndef PINVOKE_H
#define PINVOKE_H

#include <stdbool.h>
#include <windows.h>

/* What the last callback of test_callback answered, as C read it. */
typedef bool(CALLBACK *test_fn)(int value);
typedef bool(CALLBACK *test_text_fn)(char *text);
typedef BOOL(CALLBACK *test_wide_fn)(int value);
bool TestCallBack(test_fn f, int value);
bool TestCallBack2(test_text_fn f, char *text);
/* Reads a `BOOL` result as a `bool`: the mistake that a cast makes possible. */
bool TestCallBackMistaken(test_wide_fn f, int value);

/* Keeps the pointer, and calls it later. */
typedef int(CALLBACK *stored_fn)(int value, void *data);
void Initialize(stored_fn f, void *data);
int Callback(int value);

/* Told of changes until it is removed; the text is UTF-16 and the library's own. */
typedef bool (*change_fn)(LPWSTR text);
bool SetChangeHandler(change_fn f);
void RemoveChangeHandler(void);
/* Whether a handler heard of it, and what it answered. */
bool Change(const wchar_t *text, bool *answer);

/* A callback in a structure that is passed by pointer. */
struct job {
    int steps;
    int(CALLBACK *progress)(int step, void *data);
    void *data;
};
int RunJob(const struct job *job);

struct point {
    int x, y;
};

struct person {
    char *first, *last;
};

struct couple {
    struct person *person;
    int age;
};

struct nested {
    struct person person;
    int age;
};

struct array {
    bool flag;
    int values[3];
};

union number {
    int i;
    double d;
};

struct text {
    wchar_t *buffer;
    UINT size;
};

enum kind { KIND_INT, KIND_TEXT };

typedef int (*array_fn)(const int *values, int size, void *data);
int TestArrayOfInts(array_fn f, int size, void *data);
/* The callback may put another array in place of the library's, from TaskAlloc; the library frees what it has then. */
typedef int (*grow_fn)(int **values, int *size, void *data);
int TestRefArrayOfInts(grow_fn f, void *data);
typedef int (*matrix_fn)(const int (*rows)[5], int count, void *data);
int TestMatrixOfInts(matrix_fn f, void *data);
typedef int (*strings_fn)(char **texts, int count, void *data);
int TestArrayOfStrings(strings_fn f, void *data);
typedef int (*points_fn)(struct point *points, int size, void *data);
int TestArrayOfStructs(points_fn f, void *data);
typedef int (*people_fn)(const struct person *people, int size, void *data);
int TestArrayOfStructs2(people_fn f, void *data);
typedef int (*couple_fn)(struct couple *couple, void *data);
int TestStructInStruct(couple_fn f, void *data);
typedef int (*nested_fn)(struct nested nested, void *data);
int TestStructInStruct3(nested_fn f, void *data);
typedef int (*in_struct_fn)(struct array *array, void *data);
int TestArrayInStruct(in_struct_fn f, void *data);
typedef double (*union_fn)(union number number, int kind, void *data);
double TestUnion(union_fn f, int kind, void *data);
typedef int (*wide_fn)(const struct text *text, void *data);
int TestStringInStruct(wide_fn f, void *data);
/* The callback answers with a string from TaskAlloc, which the library frees; its length, or -1. */
typedef char *(*string_fn)(void *data);
int TestStringAsResult(string_fn f, void *data);
typedef int (*data_fn)(enum kind kind, void *object, void *data);
int SetData(data_fn f, int kind, void *object, void *data);

void *TaskAlloc(size_t size);
void TaskFree(void *memory);
/* How many blocks of TaskAlloc are not freed. */
int TaskLive(void);

#endif
