//! The program as an operator meets it: commands, lines, exit codes, signals.

mod commands;
mod logging;
mod program;
mod serving;
mod start_errors;
mod stopping;
