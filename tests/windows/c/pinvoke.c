#include "pinvoke.h"

#include <stdlib.h>
#include <string.h>
#include <wchar.h>

bool TestCallBack(test_fn f, int value) { return f(value); }

bool TestCallBack2(test_text_fn f, char *text) { return f(text); }

bool TestCallBackMistaken(test_wide_fn f, int value) { return ((test_fn)(void *)f)(value); }

static stored_fn stored;
static void *stored_data;

void Initialize(stored_fn f, void *data)
{
    stored = f;
    stored_data = data;
}

int Callback(int value) { return stored(value, stored_data); }

static change_fn change;

bool SetChangeHandler(change_fn f)
{
    if (change)
        return false;
    change = f;
    return true;
}

void RemoveChangeHandler(void) { change = NULL; }

bool Change(const wchar_t *text, bool *answer)
{
    wchar_t copy[64];
    if (!change)
        return false;
    wcsncpy(copy, text, 63);
    copy[63] = 0;
    *answer = change(copy);
    /* It was borrowed. */
    memset(copy, 0xff, sizeof copy);
    return true;
}

int RunJob(const struct job *job)
{
    int sum = 0;
    for (int step = 0; step < job->steps; step++)
        sum += job->progress(step, job->data);
    return sum;
}

static int live;

void *TaskAlloc(size_t size)
{
    live++;
    return malloc(size);
}

void TaskFree(void *memory)
{
    if (memory)
        live--;
    free(memory);
}

int TaskLive(void) { return live; }

int TestArrayOfInts(array_fn f, int size, void *data)
{
    static const int values[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    return f(size ? values : NULL, size, data);
}

int TestRefArrayOfInts(grow_fn f, void *data)
{
    int size = 3, sum = 0, *values = TaskAlloc(3 * sizeof(int));
    for (int i = 0; i < size; i++)
        values[i] = i + 1;
    f(&values, &size, data);
    for (int i = 0; i < size; i++)
        sum += values[i];
    TaskFree(values);
    return sum;
}

int TestMatrixOfInts(matrix_fn f, void *data)
{
    int rows[2][5] = {{1, 2, 3, 4, 5}, {10, 20, 30, 40, 50}};
    return f((const int(*)[5])rows, 2, data);
}

int TestArrayOfStrings(strings_fn f, void *data)
{
    char *texts[] = {"one", NULL, "three"};
    return f(texts, 3, data);
}

/* The sum of what the callback left there. */
int TestArrayOfStructs(points_fn f, void *data)
{
    struct point points[] = {{1, 2}, {3, 4}};
    f(points, 2, data);
    return points[0].x + points[0].y + points[1].x + points[1].y;
}

int TestArrayOfStructs2(people_fn f, void *data)
{
    struct person people[] = {{"Ada", "Lovelace"}, {"Alan", NULL}};
    return f(people, 2, data);
}

int TestStructInStruct(couple_fn f, void *data)
{
    struct person person = {"Grace", "Hopper"};
    struct couple couple = {&person, 85};
    f(&couple, data);
    return couple.age;
}

int TestStructInStruct3(nested_fn f, void *data)
{
    struct nested nested = {{"Edsger", "Dijkstra"}, 72};
    return f(nested, data);
}

int TestArrayInStruct(in_struct_fn f, void *data)
{
    struct array array = {true, {1, 2, 3}};
    f(&array, data);
    return array.flag ? -1 : array.values[0] + array.values[1] + array.values[2];
}

double TestUnion(union_fn f, int kind, void *data)
{
    union number number;
    memset(&number, 0, sizeof number);
    if (kind == 1)
        number.i = 99;
    else
        number.d = 99.5;
    return f(number, kind, data);
}

int TestStringInStruct(wide_fn f, void *data)
{
    wchar_t buffer[] = L"\u4f60\u597d \U0001f600";
    struct text text = {buffer, sizeof buffer / sizeof *buffer - 1};
    return f(&text, data);
}

int TestStringAsResult(string_fn f, void *data)
{
    char *text = f(data);
    int length = text ? (int)strlen(text) : -1;
    TaskFree(text);
    return length;
}

int SetData(data_fn f, int kind, void *object, void *data) { return f(kind, object, data); }
