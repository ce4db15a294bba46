//! A hash of names, at compile time too.

/// Hashes bytes by FNV-1a.
pub(crate) const fn fold(mut hash: u32, bytes: &[u8]) -> u32 {
    let mut index = 0;
    while index < bytes.len() {
        hash = (hash ^ bytes[index] as u32).wrapping_mul(0x0100_0193);
        index += 1;
    }
    hash
}

/// Hashes a name.
pub(crate) const fn of_name(name: &str) -> u32 {
    fold(0x811C_9DC5, name.as_bytes())
}
