#[callback]
fn keep<'a, 'b, T>(name: &'b CStr, #[context] names: &mut Vec<(&'a str, &T)>, map: &Cell<&'a str>)
where
    T: Debug + 'a,
    'b: 'b,
{
    names.clear();
}
