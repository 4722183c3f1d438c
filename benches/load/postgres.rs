//! The same listings and the same questions in PostgreSQL's full text search, as somebody would build it there: a column of
//! weighted words with a GIN index. Never in a table of the program: in one of its own, which is thrown away.

use std::fmt::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use baanin::domain::code::Code;
use baanin::domain::place::Places;
use baanin::domain::search::Query;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Double, Nullable, Text};

use super::invented;

/// How many rows go in one statement.
const AT_ONCE: u64 = 500;

#[derive(QueryableByName)]
#[expect(dead_code, reason = "read, as a page would")]
struct Count {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

#[derive(QueryableByName)]
#[expect(dead_code, reason = "read, as a page would")]
struct Best {
    #[diesel(sql_type = BigInt)]
    id: i64,
    #[diesel(sql_type = Double)]
    score: f64,
}

#[derive(QueryableByName)]
#[expect(dead_code, reason = "read, as a page would")]
struct Facet {
    #[diesel(sql_type = Nullable<Text>)]
    kind: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    sector: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    education: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    dutch: Option<String>,
    #[diesel(sql_type = BigInt)]
    n: i64,
}

/// Fills a table with the listings of the same numbers.
pub fn fill(url: &str, count: u64, length: usize) -> anyhow::Result<()> {
    let mut conn = PgConnection::establish(url)?;
    conn.batch_execute(
        "DROP TABLE IF EXISTS load_listings;
         CREATE UNLOGGED TABLE load_listings (id bigint PRIMARY KEY, title text, body text, employer text, place text, kind text,
             sector text, education text, dutch text, hours_min int, hours_max int, lat float8, lon float8, published bigint,
             words tsvector GENERATED ALWAYS AS (setweight(to_tsvector('dutch', title), 'A') ||
                 setweight(to_tsvector('simple', employer || ' ' || place), 'B') ||
                 setweight(to_tsvector('dutch', body), 'D')) STORED)",
    )?;
    for from in (0..count).step_by(usize::try_from(AT_ONCE)?) {
        let mut rows = String::new();
        for number in from..(from + AT_ONCE).min(count) {
            let _ = write!(rows, "{}{}", if rows.is_empty() { "" } else { "," }, row(number, length));
        }
        conn.batch_execute(&format!("INSERT INTO load_listings VALUES {rows}"))?;
    }
    conn.batch_execute(
        "CREATE INDEX ON load_listings USING gin (words); CREATE INDEX ON load_listings (published);
         CREATE INDEX ON load_listings (lat, lon); ANALYZE load_listings",
    )?;
    Ok(())
}

/// Throws the table away.
pub fn clear_away(url: &str) -> anyhow::Result<()> {
    Ok(PgConnection::establish(url)?.batch_execute("DROP TABLE IF EXISTS load_listings")?)
}

fn row(number: u64, length: usize) -> String {
    let (kind, content) = invented::listing(number, length);
    let text = |text: &str| format!("'{}'", text.replace('\'', "''"));
    let code = |code: Option<&'static str>| code.map_or_else(|| "NULL".to_owned(), text);
    let place = content.place.unwrap_or_default();
    let at = Places::known().find(&place).map(|place| place.at);
    let hours = |hours: Option<baanin::domain::listing::terms::Hours>| {
        hours.map_or(0, baanin::domain::listing::terms::Hours::hundredths)
    };
    format!(
        "({number},{},{},{},{},{},{},{},{},{},{},{},{},{number})",
        text(content.title.as_str()),
        text(&format!("{} {}", content.description.as_str(), content.tasks.join(" "))),
        text(&invented::employer(number / 20)),
        text(&place),
        text(kind.code()),
        code(content.sector.map(Code::code)),
        code(content.education.map(Code::code)),
        code(content.dutch.map(Code::code)),
        hours(content.hours_min),
        hours(content.hours_max),
        at.map_or(0.0, |at| at.lat),
        at.map_or(0.0, |at| at.lon),
    )
}

/// What a question asks, as a condition. What is asked are our own invented words: quotes are doubled all the same.
fn condition(query: &Query) -> String {
    let mut all = vec!["true".to_owned()];
    if !query.text.is_empty() {
        all.push(format!("words @@ {}", words(query)));
    }
    if let Some(near) = &query.near {
        let (at, km) = (near.place.at, f64::from(near.radius_km));
        let (height, width) = (km / 110.5, km / (110.5 * at.lat.to_radians().cos()));
        all.push(format!(
            "lat BETWEEN {} AND {} AND lon BETWEEN {} AND {}",
            at.lat - height,
            at.lat + height,
            at.lon - width,
            at.lon + width
        ));
        all.push(format!(
            "12742.0176 * asin(sqrt(sin(radians(lat - {0}) / 2) ^ 2 + cos(radians({0})) * cos(radians(lat)) * sin(radians(lon - {1}) / 2) ^ 2)) <= {km}",
            at.lat, at.lon
        ));
    }
    if let Some(most) = query.hours_max {
        all.push(format!("hours_min <= {}", most.hundredths()));
    }
    for (column, codes) in
        [("kind", codes(&query.kinds)), ("sector", codes(&query.sectors)), ("education", codes(&query.educations))]
    {
        if !codes.is_empty() {
            all.push(format!("{column} IN ({codes})"));
        }
    }
    all.join(" AND ")
}

fn codes<C: Code>(codes: &[C]) -> String {
    codes.iter().map(|code| format!("'{}'", code.code())).collect::<Vec<_>>().join(",")
}

fn words(query: &Query) -> String {
    format!("websearch_to_tsquery('dutch', '{}')", query.text.replace('\'', "''"))
}

/// One question: the ten best, how many there are, and the counts of four groups in one pass.
fn ask(conn: &mut PgConnection, query: &Query) -> anyhow::Result<()> {
    let condition = condition(query);
    let score = if query.text.is_empty() { "0".to_owned() } else { format!("ts_rank(words, {})", words(query)) };
    let best = format!(
        "SELECT id, ({score})::float8 AS score FROM load_listings WHERE {condition} ORDER BY 2 DESC, published DESC, id LIMIT 10"
    );
    diesel::sql_query(best).load::<Best>(conn)?;
    diesel::sql_query(format!("SELECT count(*) AS n FROM load_listings WHERE {condition}")).load::<Count>(conn)?;
    let facets = format!(
        "SELECT kind, sector, education, dutch, count(*) AS n FROM load_listings WHERE {condition}
         GROUP BY GROUPING SETS ((kind), (sector), (education), (dutch))"
    );
    diesel::sql_query(facets).load::<Facet>(conn)?;
    Ok(())
}

/// How many questions a second so many connections get answered.
pub fn throughput(url: &str, connections: u64, lasting: Duration) -> anyhow::Result<f64> {
    let next = Arc::new(AtomicU64::new(0));
    let started = Instant::now();
    let asking: Vec<_> = (0..connections)
        .map(|_| {
            let (url, next) = (url.to_owned(), Arc::clone(&next));
            std::thread::spawn(move || -> anyhow::Result<u32> {
                let mut conn = PgConnection::establish(&url)?;
                let mut answered = 0;
                while started.elapsed() < lasting {
                    ask(&mut conn, &invented::question(next.fetch_add(1, Ordering::Relaxed)))?;
                    answered += 1;
                }
                Ok(answered)
            })
        })
        .collect();
    let mut answered = 0;
    for thread in asking {
        answered += thread.join().map_err(|_panic| anyhow::anyhow!("a connection panicked"))??;
    }
    Ok(f64::from(answered) / started.elapsed().as_secs_f64())
}
