//! The program: hands the command line to `cli` and its answer to the shell.
//! Never holds anything else.

fn main() -> std::process::ExitCode {
    baanin::cli::run()
}
