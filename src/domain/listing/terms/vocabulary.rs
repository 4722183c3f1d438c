//! The vocabularies of a listing: codes with their Dutch labels.
//! Never free text, and never a code of another standard: those are mapped at the edge.

use crate::domain::code::codes;

codes! {
    /// The branch, in the short list of the region (domain rules §8.3).
    pub enum Sector {
        /// Care and welfare.
        Zorg = "zorg",
        /// Education.
        Onderwijs = "onderwijs",
        /// Building.
        Bouw = "bouw",
        /// Engineering and production.
        Techniek = "techniek",
        /// Transport and logistics.
        Logistiek = "logistiek",
        /// Catering and tourism.
        Horeca = "horeca",
        /// Green work and farming.
        Groen = "groen",
        /// Retail.
        Winkel = "winkel",
        /// Cleaning.
        Schoonmaak = "schoonmaak",
        /// Office and government.
        Administratie = "administratie",
        /// Anything else.
        Overig = "overig",
    }
}

impl Sector {
    /// The Dutch label.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Zorg => "Zorg en welzijn",
            Self::Onderwijs => "Onderwijs",
            Self::Bouw => "Bouw",
            Self::Techniek => "Techniek en productie",
            Self::Logistiek => "Magazijn en vervoer",
            Self::Horeca => "Horeca en toerisme",
            Self::Groen => "Groen en boerderij",
            Self::Winkel => "Winkel",
            Self::Schoonmaak => "Schoonmaak",
            Self::Administratie => "Kantoor en overheid",
            Self::Overig => "Ander werk",
        }
    }
}

codes! {
    /// The education that is asked for (VUM codeNiveauOpleiding at the edge), low to high.
    pub enum Education {
        /// No diploma needed.
        None = "none",
        /// VMBO or MBO 1.
        Vmbo = "vmbo",
        /// HAVO or VWO.
        HavoVwo = "havo_vwo",
        /// MBO 2 to 4.
        Mbo = "mbo",
        /// HBO.
        Hbo = "hbo",
        /// University.
        Wo = "wo",
    }
}

impl Education {
    /// The Dutch label.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::None => "Geen diploma nodig",
            Self::Vmbo => "Vmbo of mbo 1",
            Self::HavoVwo => "Havo of vwo",
            Self::Mbo => "Mbo 2, 3 of 4",
            Self::Hbo => "Hbo",
            Self::Wo => "Universiteit",
        }
    }
}

codes! {
    /// The level of Dutch that the work needs (CEFR), low to high.
    pub enum DutchLevel {
        /// Short sentences.
        A1 = "A1",
        /// A simple talk.
        A2 = "A2",
        /// Reading and writing messages (NT2-I).
        B1 = "B1",
        /// Fluent (NT2-II).
        B2 = "B2",
        /// Very good.
        C1 = "C1",
        /// As well as it gets.
        C2 = "C2",
    }
}

impl DutchLevel {
    /// The level in plain words.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::A1 => "Een beetje Nederlands is genoeg",
            Self::A2 => "Eenvoudig Nederlands",
            Self::B1 => "Goed Nederlands",
            Self::B2 => "Heel goed Nederlands",
            Self::C1 | Self::C2 => "Uitstekend Nederlands",
        }
    }

    /// What somebody of this level can do.
    #[must_use]
    pub fn explanation(self) -> &'static str {
        match self {
            Self::A1 => "Je begrijpt korte zinnen (A1)",
            Self::A2 => "Je kunt een praatje maken (A2)",
            Self::B1 => "Je leest en schrijft ook (B1)",
            Self::B2 => "Je spreekt en schrijft vlot (B2)",
            Self::C1 | Self::C2 => "Je schrijft zonder fouten (C1 of C2)",
        }
    }

    /// How many of the four dots are filled in the picture of the level.
    #[must_use]
    pub fn dots(self) -> usize {
        match self {
            Self::A1 => 1,
            Self::A2 => 2,
            Self::B1 => 3,
            Self::B2 | Self::C1 | Self::C2 => 4,
        }
    }
}

codes! {
    /// A driving licence (Reglement rijbewijzen). Which implies which is a matter of matching.
    pub enum DrivingLicence {
        /// Moped.
        Am = "AM",
        /// Motorcycle, light.
        A1 = "A1",
        /// Motorcycle, medium.
        A2 = "A2",
        /// Motorcycle.
        A = "A",
        /// Car.
        B = "B",
        /// Car with a trailer of up to 4,250 kg together.
        BPlus = "B+",
        /// Car with trailer.
        Be = "BE",
        /// Small lorry.
        C1 = "C1",
        /// Small lorry with trailer.
        C1e = "C1E",
        /// Lorry.
        C = "C",
        /// Lorry with trailer.
        Ce = "CE",
        /// Small bus.
        D1 = "D1",
        /// Small bus with trailer.
        D1e = "D1E",
        /// Bus.
        D = "D",
        /// Bus with trailer.
        De = "DE",
        /// Tractor.
        T = "T",
    }
}

codes! {
    /// A certificate that work can ask for (domain rules §8.2).
    pub enum Certificate {
        /// Basic safety.
        VcaBasis = "VCA_BASIS",
        /// Safety for operational managers; implies the basic one.
        VcaVol = "VCA_VOL",
        /// Safety for managers of temporary work.
        VilVcu = "VIL_VCU",
        /// Fork-lift truck.
        Heftruck = "HEFTRUCK",
        /// Reach truck.
        Reachtruck = "REACHTRUCK",
        /// Aerial platform.
        Hoogwerker = "HOOGWERKER",
        /// Professional competence of lorry and bus drivers.
        Code95 = "CODE_95",
        /// First aid and evacuation at work.
        Bhv = "BHV",
        /// Food safety.
        Haccp = "HACCP",
        /// Electrical safety.
        Nen3140 = "NEN_3140",
        /// Certificate of conduct.
        Vog = "VOG",
    }
}

impl Certificate {
    /// The Dutch name.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::VcaBasis => "VCA basis",
            Self::VcaVol => "VCA VOL",
            Self::VilVcu => "VIL-VCU",
            Self::Heftruck => "Heftruckcertificaat",
            Self::Reachtruck => "Reachtruckcertificaat",
            Self::Hoogwerker => "Hoogwerkercertificaat",
            Self::Code95 => "Code 95",
            Self::Bhv => "BHV",
            Self::Haccp => "HACCP (voedselveiligheid)",
            Self::Nen3140 => "NEN 3140",
            Self::Vog => "Verklaring omtrent gedrag (VOG)",
        }
    }
}

codes! {
    /// A day of the week.
    pub enum Day {
        /// Monday.
        Ma = "ma",
        /// Tuesday.
        Di = "di",
        /// Wednesday.
        Wo = "wo",
        /// Thursday.
        Do = "do",
        /// Friday.
        Vr = "vr",
        /// Saturday.
        Za = "za",
        /// Sunday.
        Zo = "zo",
    }
}

impl Day {
    /// The Dutch name.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Ma => "maandag",
            Self::Di => "dinsdag",
            Self::Wo => "woensdag",
            Self::Do => "donderdag",
            Self::Vr => "vrijdag",
            Self::Za => "zaterdag",
            Self::Zo => "zondag",
        }
    }
}

codes! {
    /// When in the day the work is.
    pub enum Shift {
        /// By day.
        Dag = "dag",
        /// Early in the morning.
        Vroeg = "vroeg",
        /// In the evening.
        Avond = "avond",
        /// At night.
        Nacht = "nacht",
        /// At the weekend.
        Weekend = "weekend",
        /// In changing shifts.
        Ploegen = "ploegen",
    }
}

impl Shift {
    /// The Dutch label.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Dag => "Overdag",
            Self::Vroeg => "Vroeg in de ochtend",
            Self::Avond => "'s Avonds",
            Self::Nacht => "'s Nachts",
            Self::Weekend => "In het weekend",
            Self::Ploegen => "In ploegen",
        }
    }
}

codes! {
    /// Where a reaction goes (mission M9).
    pub enum Reaction {
        /// To the employer, and to the netwerker to see.
        Direct = "direct",
        /// To the netwerker, who brings people together.
        ViaMunicipality = "via_municipality",
    }
}

impl Reaction {
    /// The Dutch label of the choice.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Direct => "Rechtstreeks bij mij",
            Self::ViaMunicipality => "Via de gemeente",
        }
    }
}
