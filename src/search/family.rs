//! Words of one family by the rules of Dutch: "kapster" and "kapper", "lassen" and "lasser", "beveiliging" and "beveiliger".
//! It never says that a word exists: it proposes, and only what the index knows is searched for.

/// The same person of another gender.
const GENDER: f32 = 0.9;
/// Who does it for what is done, and the other way round.
const ACT: f32 = 0.7;
/// A wider guess.
const GUESS: f32 = 0.5;

/// Endings that take each other's place: from, to, and how close the meaning is.
const ENDINGS: &[(&str, &str, f32)] = &[
    ("euse", "eur", GENDER),
    ("trice", "teur", GENDER),
    ("teur", "trice", GENDER),
    ("eur", "euse", GENDER),
    ("ares", "aar", GENDER),
    ("aar", "ares", GENDER),
    ("aarster", "aar", GENDER),
    ("iere", "ier", GENDER),
    ("ier", "iere", GENDER),
    ("iste", "ist", GENDER),
    ("ist", "iste", GENDER),
    ("ente", "ent", GENDER),
    ("ante", "ant", GENDER),
    ("vrouw", "man", GENDER),
    ("man", "vrouw", GENDER),
    ("in", "", GENDER),
    ("erij", "er", ACT),
    ("ateur", "atie", GUESS),
    ("atie", "ateur", ACT),
    ("atie", "ator", ACT),
    ("analyse", "analist", ACT),
    ("management", "manager", ACT),
    ("beheer", "beheerder", ACT),
    ("beheerder", "beheer", GUESS),
    ("advies", "adviseur", ACT),
    ("techniek", "technicus", ACT),
    ("techniek", "monteur", GUESS),
    ("kunde", "kundige", ACT),
    ("logie", "loog", ACT),
    ("loog", "logie", GUESS),
    ("grafie", "graaf", ACT),
    ("therapie", "therapeut", ACT),
    ("therapeut", "therapie", ACT),
    ("recht", "jurist", GUESS),
    ("leiding", "leider", ACT),
    ("dienst", "medewerker", GUESS),
    ("etje", "", ACT),
    ("tje", "", ACT),
    ("je", "", ACT),
];
/// A word that is left has at least so many letters.
const SHORTEST: usize = 3;

/// Words that may mean the same work as this folded word, and how close they are.
pub fn of(word: &str) -> Vec<(String, f32)> {
    let mut family = Vec::new();
    if !word.is_ascii() || word.len() <= SHORTEST {
        return family;
    }
    for (from, to, closeness) in ENDINGS {
        if let Some(base) = word.strip_suffix(from).filter(|base| base.len() >= SHORTEST) {
            family.push((format!("{base}{to}"), *closeness));
        }
    }
    let mut add = |base: &str, ending: &str, closeness: f32| {
        if base.len() >= SHORTEST {
            family.extend(spellings(base, ending).into_iter().map(|word| (word, closeness)));
        }
    };
    if let Some(base) = word.strip_suffix("ster") {
        add(base, "er", GENDER);
    } else if let Some(base) = word.strip_suffix("er") {
        add(base, "ster", GENDER);
        add(base, "en", ACT);
        add(base, "ing", ACT);
        add(base, "erij", GUESS);
        add(base, "", ACT);
    } else if let Some(base) = word.strip_suffix("ing") {
        add(base, "er", ACT);
        add(base, "en", ACT);
    } else if let Some(base) = word.strip_suffix("en") {
        add(base, "er", ACT);
        add(base, "ster", ACT);
        add(base, "ing", ACT);
        add(base, "aar", GUESS);
    } else {
        add(word, "er", GUESS);
    }
    family.retain(|(other, _)| other != word);
    family
}

/// A base and an ending as they can be written: "verpleeg" and "er" is "verpleger", "kap" and "er" is "kapper", and back.
fn spellings(base: &str, ending: &str) -> Vec<String> {
    let letters = base.as_bytes();
    let vowel = |at: usize| letters.get(at).is_some_and(|letter| b"aeiou".contains(letter));
    let end = letters.len();
    let mut bases = vec![base.to_owned()];
    let open = ending.starts_with(['a', 'e', 'i', 'o', 'u']);
    let voiced = |letter: u8| match letter {
        b's' => Some('z'),
        b'f' => Some('v'),
        _ => None,
    };
    let voiceless = |letter: u8| match letter {
        b'z' => Some('s'),
        b'v' => Some('f'),
        _ => None,
    };
    if end >= 3 && !vowel(end - 1) {
        if open && vowel(end - 2) && letters[end - 2] == letters[end - 3] {
            // verpleeg, schoonmaak
            let short = format!("{}{}", &base[..end - 2], &base[end - 1..]);
            bases.extend(voiced(letters[end - 1]).map(|letter| format!("{}{letter}", &short[..short.len() - 1])));
            bases.push(short);
        } else if open && vowel(end - 2) && !vowel(end - 3) {
            // kap
            bases.push(format!("{base}{}", &base[end - 1..]));
        } else if !open && vowel(end - 2) && !vowel(end - 3) {
            // verpleg, schoonmak
            let last = voiceless(letters[end - 1]).map_or_else(|| base[end - 1..].to_owned(), String::from);
            bases.push(format!("{}{}{last}", &base[..end - 1], &base[end - 2..end - 1]));
        }
        if !open && letters[end - 1] == letters[end - 2] {
            // kapp
            bases.push(base[..end - 1].to_owned());
        }
        if open {
            bases.extend(voiced(letters[end - 1]).map(|letter| format!("{}{letter}", &base[..end - 1])));
        } else {
            bases.extend(voiceless(letters[end - 1]).map(|letter| format!("{}{letter}", &base[..end - 1])));
        }
    }
    bases.into_iter().map(|base| format!("{base}{ending}")).collect()
}

/// Whether it is the same person of another gender.
pub fn is_same_person(closeness: f32) -> bool {
    closeness >= GENDER
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn families_are_found_both_ways() {
        for (one, other) in [
            ("verpleegster", "verpleger"),
            ("verpleger", "verpleegster"),
            ("kapster", "kapper"),
            ("kapper", "kapster"),
            ("verkoopster", "verkoper"),
            ("afdelingsleidster", "afdelingsleider"),
            ("naaister", "naaier"),
            ("masseuse", "masseur"),
            ("directrice", "directeur"),
            ("lerares", "leraar"),
            ("caissiere", "caissier"),
            ("timmervrouw", "timmerman"),
            ("boerin", "boer"),
            ("lassen", "lasser"),
            ("schoonmaken", "schoonmaker"),
            ("beveiliging", "beveiliger"),
            ("bewaker", "bewaking"),
            ("bakkerij", "bakker"),
            ("inkoop", "inkoper"),
            ("netwerkbeheer", "netwerkbeheerder"),
            ("lezen", "lezer"),
            ("cleaning", "cleaner"),
        ] {
            assert!(of(one).iter().any(|(word, _)| word == other), "{one} {other}: {:?}", of(one));
        }
    }

    #[test]
    fn any_word_is_survived() {
        for word in ["", "a", "er", "ster", "een", "één", "aaaaaaaaaa", "zzzz", "s"] {
            let _ = of(word);
        }
    }
}
