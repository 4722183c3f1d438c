//! The program: hands the command line to `cli`.
//! Never holds anything else.

fn main() {}
