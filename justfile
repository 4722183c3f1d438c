# Short names for what is done often. The program itself is the tool: `cargo run -- help`.

# the list of recipes
default:
    @just --list

# the server
run *arguments:
    cargo run -- serve {{arguments}}

# the server with made-up employers, listings and candidates
demo *arguments:
    cargo run -- demo {{arguments}}

# how long the demo takes to serve its first page, and its memory then (the release build; its own directory and port)
measure-demo:
    #!/usr/bin/env bash
    set -euo pipefail
    cargo build --release --locked
    program="$PWD/target/release/baanin" home="$(mktemp -d)"
    cd "$home"
    began=$(date +%s%N)
    BAANIN_ADDRESS=127.0.0.1:8099 "$program" demo >demo.log 2>&1 &
    demo=$!
    trap 'kill $demo 2>/dev/null; rm -rf "$home"' EXIT
    until curl -fs -o page http://127.0.0.1:8099/werk; do kill -0 $demo; sleep 0.02; done
    echo "serving after $(( ($(date +%s%N) - began) / 1000000 )) ms"
    sleep 5
    grep -E 'VmRSS|VmHWM' /proc/$demo/status

# everything that must pass before a change goes in
check:
    .ci/run

# the tests that need nothing installed
test *filter:
    cargo test -- {{filter}}

# all tests; BAANIN_TEST_POSTGRES names a PostgreSQL in which databases may be made
test-pg *filter:
    BAANIN_TEST_POSTGRES="${BAANIN_TEST_POSTGRES:?postgres://user@host:port/database}" cargo test -- --include-ignored {{filter}}

# accept the snapshots as they are now; read the diff before you commit
snap *filter:
    INSTA_UPDATE=always INSTA_FORCE_PASS=1 cargo test -- {{filter}}
    git diff --stat -- '*.snap'

fmt:
    cargo fmt

# an empty migration for both databases, with equal names
migrate-new name:
    #!/usr/bin/env bash
    set -euo pipefail
    folder="$(date -u +%Y-%m-%d-%H%M%S)_{{name}}"
    for database in sqlite postgres; do
        mkdir -p "migrations/$database/$folder"
        touch "migrations/$database/$folder/up.sql" "migrations/$database/$folder/down.sql"
    done
    echo "$folder"

# make the search index anew from the database
reindex:
    cargo run -- search rebuild

docs:
    cargo doc --no-deps --document-private-items --open

release:
    cargo build --release --locked
