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
