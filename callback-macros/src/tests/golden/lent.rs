/// `la_ssize_t (*read)(struct archive *archive, void *client, const void **buffer)`
#[callback(returns = isize, err = -30)]
fn read(
    archive: *mut archive,
    #[context] blocks: &mut Blocks,
    #[result(pointer)] _: Out<'_, *const c_void>,
) -> Result<&[u8], Error> {
    blocks.next()
}
