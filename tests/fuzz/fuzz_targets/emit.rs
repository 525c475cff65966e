//! What `emit` in src/bodies.rs demands of any bytes.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| journey_fuzz::emit(bytes));
