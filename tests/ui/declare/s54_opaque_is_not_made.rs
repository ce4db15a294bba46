use callback_runtime::callback;

#[callback]
unsafe extern "C" {
    type Db;
    safe fn db_get(db: &Db) -> i32;
}

#[derive(Clone, Copy)]
struct Copied(Db);

fn main() {
    db_get(&Db {});
    db_get(&Db { bytes: [], marker: std::marker::PhantomData });
    db_get(&Db::default());
}

fn taken(db: &Db) -> Db {
    *db
}
