//! How the braces of a file come out, looked at alone.

use crate::syntax::tree::{Kind, Token};

/// What is wrong with the braces of a file, as far as counting them tells.
pub(crate) struct Balance {
    /// `}` with no `{` before them.
    stray: usize,
    /// `{` with no `}` after them.
    unclosed: usize,
    /// `{` that open no statement of their line.
    misplaced: usize,
}

impl Balance {
    pub(crate) fn of(tokens: &[Token]) -> Self {
        let mut balance = Self { stray: 0, unclosed: 0, misplaced: 0 };
        let mut after_statement = false;
        for token in tokens {
            match token.kind {
                Kind::Open => {
                    balance.unclosed += 1;
                    balance.misplaced += usize::from(!after_statement);
                    after_statement = false;
                }
                Kind::Close if balance.unclosed == 0 => balance.stray += 1,
                Kind::Close => {
                    balance.unclosed -= 1;
                    after_statement = false;
                }
                Kind::Newline | Kind::Semicolon => after_statement = false,
                Kind::Bom | Kind::Blank | Kind::Comment | Kind::Lost => {}
                _ => after_statement = true,
            }
        }
        balance
    }

    pub(crate) fn is_even(&self) -> bool {
        self.wrong() == 0
    }

    pub(crate) fn wrong(&self) -> usize {
        self.stray + self.unclosed + self.misplaced
    }
}

/// For each token, how many `}` from it on close nothing that is opened from it on.
pub(crate) fn closing(tokens: &[Token]) -> Vec<u32> {
    let mut closing = vec![0; tokens.len()];
    let mut count: u32 = 0;
    for (index, token) in tokens.iter().enumerate().rev() {
        match token.kind {
            Kind::Open => count = count.saturating_sub(1),
            Kind::Close => count += 1,
            _ => {}
        }
        closing[index] = count;
    }
    closing
}
