//! Invented listings and invented questions, the same in every run: never a real employer, text or person.

use baanin::domain::code::Code;
use baanin::domain::listing::terms::{Hours, Openness, Sector, Wage, WageUnit};
use baanin::domain::listing::{ListingContent, ListingKind};
use baanin::domain::place::Places;
use baanin::domain::rich_text::RichText;
use baanin::domain::search::{PAGE_NAMES, Query};
use baanin::domain::text::Title;

/// Names of work, with the branch they are mostly in.
const WORK: &[(Sector, &str)] = &[
    (
        Sector::Zorg,
        "verzorgende verpleegkundige helpende wijkverpleegkundige doktersassistent tandartsassistent apothekersassistent kraamverzorgende begeleider woonbegeleider activiteitenbegeleider huishoudelijke-hulp zorgassistent ambulancechauffeur fysiotherapeut gastvrouw",
    ),
    (
        Sector::Onderwijs,
        "leerkracht onderwijsassistent conciërge pedagogisch-medewerker overblijfkracht docent schoolschoonmaker gymleraar peuterleidster administratief-medewerker",
    ),
    (
        Sector::Bouw,
        "timmerman metselaar stukadoor schilder dakdekker stratenmaker betonvlechter kraanmachinist opperman tegelzetter grondwerker isoleerder steigerbouwer voeger werkvoorbereider uitvoerder glaszetter",
    ),
    (
        Sector::Techniek,
        "monteur elektricien lasser bankwerker servicemonteur automonteur fietsenmaker installatiemonteur onderhoudsmonteur draaier frezer mechatronicus koeltechnicus plaatwerker procesoperator machinist kwaliteitsmedewerker zetter",
    ),
    (
        Sector::Logistiek,
        "vrachtwagenchauffeur magazijnmedewerker orderpicker heftruckchauffeur bezorger koerier pakketbezorger buschauffeur taxichauffeur expeditiemedewerker inpakker planner verhuizer postbezorger reachtruckchauffeur bijrijder logistiek-medewerker",
    ),
    (
        Sector::Horeca,
        "kok hulpkok afwasser barmedewerker keukenhulp ober serveerster pizzabakker ijsbereider kamermeisje receptionist gastheer cateringmedewerker snackbarmedewerker chef-kok",
    ),
    (
        Sector::Groen,
        "hovenier boomverzorger medewerker-groenvoorziening melker tuinman kasmedewerker boswachter dierverzorger veehouder fruitplukker loonwerker tractorchauffeur plantenkweker",
    ),
    (
        Sector::Winkel,
        "verkoopmedewerker caissière vakkenvuller slager bakker kassamedewerker winkelmedewerker bloemist bedrijfsleider broodverkoper filiaalmanager kaasverkoper",
    ),
    (
        Sector::Schoonmaak,
        "schoonmaker glazenwasser huishoudelijk-medewerker interieurverzorger schoonmaakmedewerker wasserijmedewerker gevelreiniger strijkster",
    ),
    (
        Sector::Administratie,
        "administratief-medewerker boekhouder secretaresse telefonist receptiemedewerker loonadministrateur klantenservicemedewerker archiefmedewerker data-invoerder jurist inkoper",
    ),
    (
        Sector::Overig,
        "productiemedewerker beveiliger kapper naaister drukker fotograaf verkeersregelaar parkeerwachter vuilnisman kringloopmedewerker sloper badmeester zweminstructeur vrijwilligerscoördinator assemblagemedewerker",
    ),
];

const BEFORE: &[&str] = &[
    "",
    "",
    "",
    "",
    "Ervaren ",
    "Leerling ",
    "Assistent ",
    "Allround ",
    "Junior ",
    "Senior ",
    "Zelfstandig ",
    "Meewerkend ",
    "Oproepkracht ",
    "Tweede ",
];
const BEHIND: &[&str] = &[
    "",
    "",
    "",
    "",
    " in de avond",
    " voor het weekend",
    " in de ochtend",
    " in opleiding",
    " met rijbewijs",
    " voor twee dagen",
    " in ploegendienst",
    " zonder diploma",
    " op de fiets",
    " bij een familiebedrijf",
    " in de nacht",
    " met doorgroeikansen",
];

const NAMES: &[&str] = &[
    "De Vries", "Jansen", "Van Dijk", "Bakker", "Visser", "Smit", "Meijer", "Mulder", "Bos", "Vos", "Peters",
    "Hendriks", "Dekker", "Brouwer", "Dijkstra", "Kok", "Schouten", "Kuipers", "Veenstra", "Huisman",
];
const FIRMS: &[&str] = &[
    "Bouwbedrijf",
    "Zorggroep",
    "Transport",
    "Bakkerij",
    "Kwekerij",
    "Schoonmaakbedrijf",
    "Restaurant",
    "Installatiebedrijf",
    "Groothandel",
    "Basisschool",
    "Hoveniersbedrijf",
    "Supermarkt",
    "Drukkerij",
    "Garage",
    "Stichting",
    "Metaalbewerking",
    "Verzorgingshuis",
    "Logistiek Centrum",
    "Timmerfabriek",
    "Kantoor",
];

/// The beginnings and ends of long words, so that there is a long tail of words that few texts have.
const PARTS: &[&str] = &[
    "metaal",
    "hout",
    "kantoor",
    "keuken",
    "tuin",
    "school",
    "zorg",
    "bouw",
    "water",
    "papier",
    "textiel",
    "vlees",
    "groente",
    "fruit",
    "brood",
    "auto",
    "fiets",
    "vracht",
    "pakket",
    "glas",
    "steen",
    "verf",
    "stroom",
    "gas",
    "warmte",
    "koel",
    "was",
    "kleding",
    "meubel",
    "boek",
    "speel",
    "sport",
    "zwem",
    "dieren",
    "planten",
    "bloemen",
    "bomen",
    "machine",
    "gereedschap",
    "computer",
    "telefoon",
    "post",
    "klanten",
    "bewoners",
    "kinder",
    "jeugd",
    "ouderen",
    "avond",
    "nacht",
    "week",
];
const ENDS: &[&str] = &[
    "werkplaats",
    "afdeling",
    "ploeg",
    "zaal",
    "magazijn",
    "levering",
    "verwerking",
    "controle",
    "onderhoud",
    "planning",
    "bestelling",
    "opslag",
    "techniek",
    "verkoop",
    "inkoop",
    "montage",
    "reparatie",
    "productie",
    "begeleiding",
    "dienst",
    "lijn",
    "team",
    "huis",
    "veld",
    "straat",
    "markt",
    "beheer",
    "voorziening",
    "ruimte",
    "installatie",
];

const TASKS: &[&str] = &[
    "orders verzamelen",
    "dozen inpakken",
    "ramen lappen",
    "heggen knippen",
    "gras maaien",
    "koffie schenken",
    "klanten helpen",
    "machines bedienen",
    "brieven schrijven",
    "hout zagen",
    "muren schilderen",
    "maaltijden bereiden",
    "bedden opmaken",
    "planten water geven",
    "pakketten bezorgen",
    "de kassa bedienen",
    "vakken vullen",
    "tafels afruimen",
    "leidingen aanleggen",
    "onderdelen lassen",
    "voorraad tellen",
    "formulieren verwerken",
    "de telefoon beantwoorden",
    "afval scheiden",
    "kinderen opvangen",
    "ouderen wassen en aankleden",
    "vloeren dweilen",
    "vrachten laden en lossen",
    "dieren voeren",
    "storingen verhelpen",
];
const SENTENCES: &[&str] = &[
    "Als {work} ben je bij ons vooral bezig met {task} en {task}.",
    "Je werkt in een klein team van de {word}, waar iedereen elkaar helpt.",
    "Ons bedrijf in {place} groeit en daarom zoeken wij iemand die graag aanpakt.",
    "Op een gewone dag begin je met {task}, daarna ga je verder met {task}.",
    "Ervaring als {work} is fijn, maar wij leren je het vak ook zelf.",
    "Je hebt geen diploma nodig; wij kijken naar wat je kunt en wilt.",
    "Wij bieden een goed salaris, reiskosten en een vast contract na een jaar.",
    "De {word} ligt op fietsafstand van het station van {place}.",
    "Je krijgt een collega die je inwerkt en je vragen beantwoordt.",
    "Een rijbewijs is handig, maar niet nodig.",
    "Je spreekt genoeg Nederlands om veilig te werken met de {word}.",
    "Wij werken van maandag tot en met vrijdag, soms ook op zaterdag.",
    "De sfeer is goed en in de pauze eten we samen.",
    "Voor de {word} en de {word} zoeken wij extra mensen.",
    "Je bent op tijd, je houdt van orde en je werkt netjes.",
    "Samen zorgen we dat de {word} elke dag op tijd klaar is.",
    "Is het werk te zwaar? Dan zoeken we samen naar een andere taak.",
    "Bel ons gerust, of kom langs voor een kop koffie in {place}.",
    "Wie wil, kan doorgroeien naar {work} of teamleider.",
    "Je bent verantwoordelijk voor {task} en je overlegt met de {word}.",
];

/// Chance that is the same in every run.
pub struct Dice(u64);

impl Dice {
    /// The chance of one thing, whatever was made before it.
    pub fn of(seed: u64) -> Self {
        let mut dice = Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x5851_F42D_4C95_7F2D);
        dice.below(2);
        dice
    }

    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % end.max(1)
    }

    pub fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }

    fn maybe<T: Copy>(&mut self, of: &[T]) -> Option<T> {
        (self.below(4) > 0).then(|| *self.one(of))
    }

    fn some<T: Copy>(&mut self, of: &[T], most: usize) -> Vec<T> {
        let mut some: Vec<T> = Vec::new();
        let step = 1 + self.below(2);
        some.extend(of.iter().skip(self.below(of.len())).step_by(step).take(self.below(most + 1)));
        some
    }
}

/// A branch and a name of work in it.
fn work(dice: &mut Dice) -> (Sector, String) {
    let (sector, names) = dice.one(WORK);
    let names: Vec<&str> = names.split(' ').collect();
    (*sector, dice.one(&names).replace('-', " "))
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

fn long_word(dice: &mut Dice) -> String {
    format!("{}{}", dice.one(PARTS), dice.one(ENDS))
}

/// The name of an employer.
pub fn employer(number: u64) -> String {
    let dice = &mut Dice::of(number ^ 0xE3E3);
    format!("{} {} {}", dice.one(FIRMS), dice.one(NAMES), number + 1)
}

/// A listing: its kind and its text of about so many characters.
pub fn listing(number: u64, length: usize) -> (ListingKind, ListingContent) {
    let dice = &mut Dice::of(number);
    let kinds: Vec<ListingKind> = ListingKind::ALL.iter().copied().filter(|kind| kind.rules().public).collect();
    let kind = if dice.below(4) > 0 { ListingKind::Vacature } else { *dice.one(&kinds) };
    let (sector, name) = work(dice);
    let places: Vec<&str> = Places::known().names().collect();
    let place = (*dice.one(&places)).to_owned();
    let title = capital(&format!("{}{name}{}", dice.one(BEFORE), dice.one(BEHIND)));
    let Ok(title) = Title::parse(&title) else { unreachable!("these are titles") };
    let text = text(dice, &name, &place, length);
    let least = 800 + 400 * dice.below(6);
    let hours = |hundredths: usize| Hours::from_hundredths(u16::try_from(hundredths).unwrap_or(800));
    let mut content = ListingContent {
        description: RichText::parse(&text, "de tekst").ok().flatten().unwrap_or_default(),
        tasks: (0..3).map(|_| (*dice.one(TASKS)).to_owned()).collect(),
        sector: Some(sector).filter(|_| dice.below(10) > 0),
        place: Some(place),
        hours_min: hours(least),
        hours_max: hours(least + 400 * dice.below(5)),
        days: dice.some(Code::ALL, 6),
        shifts: dice.some(Code::ALL, 2),
        education: dice.maybe(Code::ALL),
        dutch: dice.maybe(Code::ALL),
        wage: Some(Wage {
            min_ct: 1_450,
            max_ct: 1_500 + i64::try_from(dice.below(900)).unwrap_or(0),
            unit: WageUnit::Hour,
        }),
        ..ListingContent::titled(title, kind)
    };
    content.support.jobcoach = (dice.below(3) == 0).then_some(Openness::Yes);
    content.support.buddy = dice.below(4) == 0;
    (kind, content)
}

fn text(dice: &mut Dice, work: &str, place: &str, length: usize) -> String {
    let length = length + dice.below(length / 2 + 1);
    let mut text = String::from("## Wat ga je doen?\n");
    while text.len() < length {
        let mut sentence = (*dice.one(SENTENCES)).replace("{work}", work).replace("{place}", place);
        while sentence.contains("{task}") {
            sentence = sentence.replacen("{task}", dice.one::<&str>(TASKS), 1);
        }
        while sentence.contains("{word}") {
            sentence = sentence.replacen("{word}", &long_word(dice), 1);
        }
        text.push_str(&sentence);
        text.push(if dice.below(4) == 0 { '\n' } else { ' ' });
    }
    text
}

/// What is asked: words, a place, choices, in the mix of a site for job seekers. `None` when it is no question.
pub fn question(number: u64) -> Query {
    let dice = &mut Dice::of(number ^ 0xA11_A11);
    let names: Vec<&str> = Places::known().names().collect();
    let mut pairs: Vec<(&str, String)> = Vec::new();
    let shape = dice.below(20);
    match shape {
        0..=6 => pairs.push(("q", work(dice).1)),
        7..=9 => pairs.push((
            "q",
            format!(
                "{} {}",
                work(dice).1,
                dice.one(&["avond", "weekend", "rijbewijs", "diploma", "ochtend", "opleiding"])
            ),
        )),
        10..=11 => pairs.push(("q", format!("{} {}", dice.one(TASKS), long_word(dice)))),
        12..=13 => pairs.push(("q", long_word(dice))),
        14 => pairs.push(("q", format!("{} {}", work(dice).1, employer(dice.below(500) as u64)))),
        15..=16 => pairs.push(("q", (*dice.one(TASKS)).to_owned())),
        _ => {}
    }
    if shape >= 15 || dice.below(3) == 0 {
        pairs.push(("plaats", (*dice.one(&names)).to_owned()));
        pairs.push(("straal", (*dice.one(&["5", "10", "15", "25", "50"])).to_owned()));
    }
    if dice.below(3) == 0 {
        pairs.push(("branche", dice.one(Sector::ALL).code().to_owned()));
    }
    if dice.below(4) == 0 {
        pairs.push(("uren_max", (8 * (1 + dice.below(5))).to_string()));
    }
    if dice.below(5) == 0 {
        pairs.push(("soort", "vacature".to_owned()));
    }
    if dice.below(8) == 0 {
        pairs.push(("opleiding", "none".to_owned()));
    }
    Query::parse(&pairs.into_iter().collect(), &PAGE_NAMES).0
}

/// The address of a question.
pub fn address(query: &Query) -> String {
    let pairs = query.to_pairs();
    format!("/werk?{}", serde_urlencoded::to_string(pairs).unwrap_or_default())
}
