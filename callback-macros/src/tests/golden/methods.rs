#[callback(ok = 0, err = -1, context = last)]
impl<'a, R: Read> Reader<'a, R>
where
    R: 'a,
{
    const SIZE: usize = 4;

    #[callback(context = 2)]
    fn read(&mut self, #[len(n)] data: &mut [u8], n: usize) -> Result<(), Error> {
        self.from.read_exact(data)
    }

    #[callback(fail = Self::SIZE)]
    fn left(&self) -> usize {
        self.left
    }

    #[callback]
    fn close(self: Box<Self>) {}

    fn not_a_callback(&self) {}
}
