//! Slots, for contexts that C passes no user data for.

use crate::call::about::OfCallback;
use crate::call::definition::Definition;
use crate::call::owner::Slotted;
use crate::context::registration::Registration;
use crate::frame::slot;
use crate::outcome::no_slot::NoFreeSlot;
use crate::registry::registered::Held;

/// Takes a slot for a context, and registers it.
///
/// # Errors
///
/// Returns the context if every slot is taken.
pub(crate) fn acquire<C>(context: C::Context) -> Result<Registration<C, Slotted>, NoFreeSlot<C::Context>>
where
    C: Definition<Context: Sized>,
{
    let Some((index, slot)) = slot::take(C::__slots()) else { return Err(NoFreeSlot::slots(context)) };
    let shim = C::__slot_shim(index).expect("there is a shim for each slot");
    match Held::try_new(OfCallback::<C, Slotted>::ABOUT, context, Some(slot)) {
        Ok(held) => Ok(Registration::new(held, shim)),
        Err(context) => {
            slot.vacate();
            Err(NoFreeSlot::numbers(context))
        }
    }
}
