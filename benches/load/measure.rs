//! What is measured of one installation, and the table of all. Never compared over two runs: ratios within one are what counts.

use std::fmt::Write as _;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use baanin::actions::listing;
use baanin::domain::actor::Actor;

use super::client::{Client, throughput, waiting};
use super::program::Program;
use super::{fill, invented, note};

/// A question that many people ask.
const POPULAR: &str = "/werk?q=magazijnmedewerker&plaats=Zwolle";
/// How many questions a single caller asks.
const SINGLE: u64 = 2_000;
/// How many listings are approved and then waited for.
const APPROVED: u64 = 8;

/// What is to be measured.
pub struct Plan {
    pub size: u64,
    pub directory: PathBuf,
    pub connections: u64,
    pub lasting: Duration,
}

/// How many answers a second, and how long the program used a processor for one, in milliseconds. On a machine that is
/// shared the second says more: what others take is not in it.
#[derive(Clone, Copy)]
struct Rate {
    a_second: f64,
    cost: f64,
}

/// What was measured.
pub struct Measured {
    size: u64,
    hello: Rate,
    distinct: Rate,
    packed: Rate,
    popular: Rate,
    single: (f64, f64),
    /// What a single caller costs, in milliseconds of a processor for one answer.
    single_cost: f64,
    /// Which part of the processors' time other virtual machines took meanwhile.
    stolen: f64,
    newest: (f64, f64),
    hostile: f64,
    findable: f64,
    memory: f64,
    index: f64,
    /// Questions a second of PostgreSQL, when that was asked.
    pub postgres: Option<f64>,
}

/// Starts the program and measures.
pub async fn run(plan: &Plan) -> anyhow::Result<Measured> {
    let app = fill::open(&plan.directory)?;
    let index = size_of(&plan.directory.join("search"))?;
    let waiting_rows: Vec<_> =
        (0..APPROVED).map(|number| fill::add_waiting(&app, number, &word(number))).collect::<anyhow::Result<_>>()?;
    let program = Program::start(&plan.directory)?;
    note(&format!("{}: measuring", plan.size));
    let before = machine()?;
    let load = (plan.connections, plan.lasting);
    let distinct = |number| invented::address(&invented::question(number));
    // Once for nothing, so that files are read and memory is in use.
    throughput(program.site, (plan.connections, Duration::from_secs(1)), "", move |at| distinct(at + 1_000_000))
        .await?;
    let used = program.processor()?;
    let single = waiting(program.site, (0..SINGLE).map(|number| distinct(number + 2_000_000))).await?;
    let single_cost = (program.processor()? - used) / f64::from(u32::try_from(SINGLE)?);
    let hello = rate(&program, program.hello, load, "", |_| "/".to_owned()).await?;
    let distinct_pages = rate(&program, program.site, load, "", distinct).await?;
    let hello_again = rate(&program, program.hello, load, "", |_| "/".to_owned()).await?;
    let packing = "Accept-Encoding: gzip\r\n";
    let packed = rate(&program, program.site, load, packing, move |at| distinct(at + 3_000_000)).await?;
    let popular = rate(&program, program.site, load, "", |_| POPULAR.to_owned()).await?;
    let after = machine()?;
    // Another page every time, so that none is kept.
    let newest = waiting(program.site, (0..200).map(|page| format!("/werk?pagina={}", page % 90 + 1))).await?;
    let hostile = hostile(&program).await?;
    let memory = program.memory()?;
    let mut findable: f64 = 0.0;
    for (number, (id, revision)) in (0..).zip(waiting_rows) {
        app.write_now(|tx| listing::approve(tx, &Actor::System, id, revision, ""))?;
        findable = findable.max(wait_until_found(&program, &word(number)).await?);
    }
    let hello = Rate {
        a_second: f64::midpoint(hello.a_second, hello_again.a_second),
        cost: f64::midpoint(hello.cost, hello_again.cost),
    };
    let stolen = (after.0 - before.0) / (after.1 - before.1).max(1.0);
    let (distinct, postgres) = (distinct_pages, None);
    Ok(Measured {
        size: plan.size,
        hello,
        distinct,
        packed,
        popular,
        single,
        single_cost,
        stolen,
        newest,
        hostile,
        findable,
        memory,
        index,
        postgres,
    })
}

/// Asks as long as is planned.
async fn rate(
    program: &Program,
    address: SocketAddr,
    load: (u64, Duration),
    headers: &'static str,
    path: impl Fn(u64) -> String + Send + Sync + 'static,
) -> anyhow::Result<Rate> {
    let (used, started) = (program.processor()?, Instant::now());
    let a_second = throughput(address, load, headers, path).await?;
    let answers = a_second * started.elapsed().as_secs_f64();
    Ok(Rate { a_second, cost: (program.processor()? - used) / answers })
}

/// The time of the processors of this machine that other virtual machines took, and all of it (proc(5), `steal` of `stat`).
fn machine() -> anyhow::Result<(f64, f64)> {
    let stat = std::fs::read_to_string("/proc/stat")?;
    let line = stat.lines().next().context("no stat")?;
    let ticks: Vec<f64> = line.split_whitespace().skip(1).take(8).map(str::parse).collect::<Result<_, _>>()?;
    Ok((ticks.get(7).copied().unwrap_or_default(), ticks.iter().sum()))
}

/// A word that no other listing has.
fn word(number: u64) -> String {
    format!("qzx{number}w")
}

async fn wait_until_found(program: &Program, word: &str) -> anyhow::Result<f64> {
    let started = Instant::now();
    let mut client = Client::to(program.site).await?;
    loop {
        client.get(&format!("/werk?q={word}"), "").await?;
        if String::from_utf8_lossy(client.answer()).contains(&format!("Proef {word}")) {
            return Ok(started.elapsed().as_secs_f64());
        }
        ensure!(started.elapsed() < Duration::from_secs(30), "an approved listing is not found");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

/// The longest wait for a question that is meant to hurt, in milliseconds.
async fn hostile(program: &Program) -> anyhow::Result<f64> {
    let many_words = (0..10_000).map(|number| format!("w{number}")).collect::<Vec<_>>().join("+");
    let many = many_words.get(..60_000).unwrap_or_default();
    let questions = [
        format!("q={}", "x".repeat(60_000)),
        format!("q={many}"),
        format!("q={}", "%22%2A%28%00%1F".repeat(300)),
        format!("q={}", "%E2%80%AE%CC%81".repeat(300)),
        "q=de+het+een+en+van+in+op+je+wij&pagina=100000".to_owned(),
        "q=medewerker+werk+team+bedrijf+samen+collega+dag+contract+station+mensen".to_owned(),
        "q=a%2A+b%3F+kok~2+%5B%2A+TO+%2A%5D".to_owned(),
        "pagina=1000&plaats=Utrecht&straal=300&sorteer=nieuw".to_owned(),
    ];
    let mut longest: f64 = 0.0;
    for question in questions {
        let mut client = Client::to(program.site).await?;
        for _ in 0..3 {
            let started = Instant::now();
            client.get(&format!("/werk?{question}"), "").await?;
            longest = longest.max(started.elapsed().as_secs_f64() * 1_000.0);
        }
    }
    Ok(longest)
}

/// All files below a directory, in megabytes.
fn size_of(directory: &Path) -> anyhow::Result<f64> {
    let mut bytes = 0.0;
    for entry in std::fs::read_dir(directory)? {
        let (path, about) = {
            let entry = entry?;
            (entry.path(), entry.metadata()?)
        };
        #[expect(clippy::cast_precision_loss, reason = "megabytes")]
        let own = about.len() as f64 / 1e6;
        bytes += if about.is_dir() { size_of(&path)? } else { own };
    }
    Ok(bytes)
}

/// The table, one column per size.
pub fn table(all: &[Measured]) -> String {
    let mut table = String::from("| listings |");
    let mut line = |name: &str, cell: &dyn Fn(&Measured) -> String| {
        let cells: Vec<String> = all.iter().map(cell).collect();
        let _ = writeln!(table, "{name} {} |", cells.join(" | "));
        table.push_str("| ");
    };
    line("", &|one| one.size.to_string());
    line("---|", &|_| "---:".to_owned());
    let ratio =
        |one: &Measured, rate: Rate| format!("{:.0} (1/{:.1})", rate.a_second, one.hello.a_second / rate.a_second);
    let cost = |one: &Measured, rate: Rate| format!("{:.3} (1/{:.1})", rate.cost, rate.cost / one.hello.cost);
    line("hello, a second |", &|one| format!("{:.0}", one.hello.a_second));
    line("search page, distinct questions, a second |", &|one| ratio(one, one.distinct));
    line("the same, packed with gzip |", &|one| ratio(one, one.packed));
    line("search page, one popular question, a second |", &|one| ratio(one, one.popular));
    line("PostgreSQL, the same questions, a second |", &|one| {
        one.postgres.map_or_else(
            || "–".to_owned(),
            |answered| format!("{answered:.1} ({:.1}× slower)", one.distinct.a_second / answered),
        )
    });
    line("processor time: hello, ms |", &|one| format!("{:.4}", one.hello.cost));
    line("search page, distinct questions, ms |", &|one| cost(one, one.distinct));
    line("search page, one popular question, ms |", &|one| cost(one, one.popular));
    line("single caller, ms |", &|one| format!("{:.2}", one.single_cost));
    line("taken by other virtual machines meanwhile |", &|one| format!("{:.0}%", one.stolen * 100.0));
    line("single caller, p50 / p99, ms |", &|one| format!("{:.2} / {:.2}", one.single.0, one.single.1));
    line("pages of all work, p50 / p99, ms |", &|one| format!("{:.2} / {:.2}", one.newest.0, one.newest.1));
    line("the worst hostile question, ms |", &|one| format!("{:.1}", one.hostile));
    line("found after approval, at most, s |", &|one| format!("{:.2}", one.findable));
    line("memory (RssAnon), MB |", &|one| format!("{:.0}", one.memory));
    line("index on disk, MB |", &|one| format!("{:.0}", one.index));
    table.trim_end_matches("| ").to_owned()
}
