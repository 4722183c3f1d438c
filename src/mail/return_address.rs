//! Return addresses: each mail leaves with an address of its own to come back to, so that a mail that comes back names the
//! row that it was sent for (variable envelope return path). Never a person in it: only the id of the row.

use uuid::Uuid;

/// `post@bind.example.nl` and a row of the outbox: `post+<32 hex>@bind.example.nl`.
#[must_use]
pub fn return_address(base: &str, id: Uuid) -> String {
    let (local, domain) = base.rsplit_once('@').unwrap_or((base, "localhost"));
    format!("{local}+{}@{domain}", id.simple())
}

/// The row of the outbox that a return address names; also in capitals or angle brackets, as servers hand it on.
#[must_use]
pub fn id_in_return_address(address: &str) -> Option<Uuid> {
    let address = address.trim().trim_start_matches('<').trim_end_matches('>');
    let (local, _) = address.rsplit_once('@')?;
    let (_, id) = local.rsplit_once('+')?;
    if id.len() == 32 { Uuid::try_parse(id).ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        let id = Uuid::from_u128(0x0193_4c7a_0000_7000_8000_0000_0000_00ff);
        let address = return_address("post@bind.example.nl", id);
        assert_eq!(address, "post+01934c7a0000700080000000000000ff@bind.example.nl");
        let same = [address.clone(), address.to_uppercase(), format!(" <{address}>\r\n")];
        assert!(same.iter().all(|address| id_in_return_address(address) == Some(id)), "{same:?}");
        let tagged = return_address("post+bind@example.nl", id);
        assert_eq!(id_in_return_address(&tagged), Some(id));
    }

    #[test]
    fn other_addresses_name_no_row() {
        let others = [
            "",
            "@",
            "+@",
            "post@bind.example.nl",
            "post+@bind.example.nl",
            "post+123@bind.example.nl",
            "post+01934c7a-0000-7000-8000-0000000000ff@bind.example.nl",
            "post+é1934c7a000070008000000000000ff@bind.example.nl",
            "post+01934c7a0000700080000000000000fg@bind.example.nl",
            "01934c7a0000700080000000000000ff@bind.example.nl",
            "post+01934c7a0000700080000000000000ff",
        ];
        for address in others {
            assert_eq!(id_in_return_address(address), None, "{address}");
        }
    }
}
