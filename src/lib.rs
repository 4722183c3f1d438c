//! baanin: a platform with which a Dutch municipality brings employers and job seekers together.
//! This page is the map (see `ARCHITECTURE.md`); it never holds code of its own.

pub mod actions;
pub mod app;
pub mod backup;
pub mod cli;
pub mod clock;
pub mod config;
pub mod db;
pub mod domain;
pub mod figures;
pub mod jobs;
pub mod mail;
pub mod matching;
pub mod pool;
pub mod search;
pub mod store;
pub mod views;
pub mod web;
