/* Calls what Rust exports. */

int __stdcall exported_stdcall(int a, long long b);
int __cdecl exported_cdecl(int a, long long b);

int call_exported(int a, long long b) { return exported_stdcall(a, b) * 100 + exported_cdecl(a, b); }
