//! What `fmt` in src/bodies.rs demands of any bytes.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| journey_fuzz::fmt(bytes));
