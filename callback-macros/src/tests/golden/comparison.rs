/// `int (*compar)(const void *, const void *, void *)`
#[callback]
pub fn by_age(a: &Person, b: &Person, #[context] calls: &mut usize) -> Ordering {
    *calls += 1;
    a.age.cmp(&b.age)
}
