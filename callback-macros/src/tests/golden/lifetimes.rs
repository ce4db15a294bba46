#[callback]
fn keep<'a, 'b, T>(name: &'b CStr, #[context] names: &mut Vec<(&'a str, &T)>, text: &Text<'_>, map: &Map<'b>)
where
    T: Debug + 'a,
    'b: 'b,
{
    names.clear();
}
