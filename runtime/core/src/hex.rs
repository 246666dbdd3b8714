//! Hexadecimal digits, in lower case.

/// Formats a hash of 32 bytes.
#[must_use]
pub fn hex(hash: &[u8; 32]) -> [u8; 64] {
    let mut digits = [0; 64];
    let (pairs, _) = digits.as_chunks_mut::<2>();
    for (digits, byte) in pairs.iter_mut().zip(hash) {
        *digits = pair(*byte);
    }
    digits
}

/// Formats a byte as two digits.
#[must_use]
pub fn pair(byte: u8) -> [u8; 2] {
    [digit(byte >> 4), digit(byte & 15)]
}

fn digit(value: u8) -> u8 {
    if value < 10 { b'0' + value } else { b'a' - 10 + value }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_digits_are_written() {
        let hash =
            std::array::from_fn(|at| [0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef][at % 8]);
        assert_eq!(hex(&hash)[..], *b"0123456789abcdef".repeat(4));
    }
}
