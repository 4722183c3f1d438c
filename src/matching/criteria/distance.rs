//! The distance, for how the person travels: all points where it is comfortable, none at three times that.
//! Never a route: as the crow flies.

use super::part;
use crate::domain::candidate::Transport;
use crate::matching::pair::Pair;

/// What is not known gives half.
pub fn points(pair: &Pair<'_>, weight: u8) -> u8 {
    let Some(tenths) = pair.distance_tenths() else { return weight / 2 };
    // Who did not say how has a bicycle, as nearly everybody.
    let comfortable = pair.person.transport.iter().map(comfortable).max().unwrap_or(comfortable(Transport::Fiets));
    part(weight, (3 * comfortable).saturating_sub(tenths.max(comfortable)), 2 * comfortable)
}

/// What is comfortable, in tenths of a kilometre.
fn comfortable(transport: Transport) -> u32 {
    match transport {
        Transport::Lopen => 20,
        Transport::Fiets => 70,
        Transport::Ebike | Transport::Brommer => 120,
        Transport::Ov | Transport::Meerijden => 150,
        Transport::Auto => 250,
    }
}
