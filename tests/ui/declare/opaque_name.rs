use callback_runtime::callback;

#[callback]
unsafe extern "C" {
    #[callback(title = "pcap_t")]
    pub type Pcap;
    #[callback(name = "")]
    pub type Empty;
    #[callback(name = "a_t", fail = 0)]
    pub type More;
    #[callback(name = "a_t")]
    #[callback(name = "b_t")]
    pub type Twice;
    #[callback]
    pub type Bare;
}

fn main() {}
