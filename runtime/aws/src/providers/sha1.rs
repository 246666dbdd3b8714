//! SHA-1, which names the files of cached SSO tokens. It is not used for security.

/// Returns the digest (FIPS 180-4, section 6.1) as lowercase hexadecimal digits.
#[allow(clippy::many_single_char_names)] // the standard calls them so
pub(super) fn hex(text: &str) -> String {
    let mut message = text.as_bytes().to_vec();
    let bits = (message.len() as u64).wrapping_mul(8);
    message.push(0x80);
    message.resize(message.len().next_multiple_of(64), 0);
    if message.len() - text.len() < 9 {
        message.resize(message.len() + 64, 0);
    }
    let end = message.len() - 8;
    message.truncate(end);
    message.extend_from_slice(&bits.to_be_bytes());
    let mut state = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0];
    for block in message.as_chunks::<64>().0 {
        add(&mut state, block);
    }
    let [a, b, c, d, e] = state;
    format!("{a:08x}{b:08x}{c:08x}{d:08x}{e:08x}")
}

#[allow(clippy::many_single_char_names)] // the standard calls them so
fn add(state: &mut [u32; 5], block: &[u8; 64]) {
    let mut words: Vec<u32> =
        block.as_chunks::<4>().0.iter().map(|word| u32::from_be_bytes(*word)).collect();
    let [mut a, mut b, mut c, mut d, mut e] = *state;
    for round in 0..80 {
        let (mix, constant) = match round {
            0..20 => ((b & c) | (!b & d), 0x5a82_7999),
            20..40 => (b ^ c ^ d, 0x6ed9_eba1),
            40..60 => ((b & c) | (b & d) | (c & d), 0x8f1b_bcdc),
            _ => (b ^ c ^ d, 0xca62_c1d6_u32),
        };
        let word = words.get(round).copied().unwrap_or_else(|| {
            let back = |distance| words.get(round - distance).copied().unwrap_or_default();
            (back(3) ^ back(8) ^ back(14) ^ back(16)).rotate_left(1)
        });
        if round >= 16 {
            words.push(word);
        }
        let next = a.rotate_left(5).wrapping_add(mix).wrapping_add(e);
        let next = next.wrapping_add(constant).wrapping_add(word);
        (a, b, c, d, e) = (next, a, b.rotate_left(30), c, d);
    }
    for (word, more) in state.iter_mut().zip([a, b, c, d, e]) {
        *word = word.wrapping_add(more);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_have_known_digests() {
        for (text, expected) in [
            ("", "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
            ("abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "84983e441c3bd26ebaae4aa1f95129e5e54670f1",
            ),
            (&"a".repeat(1_000_000), "34aa973cd4c4daa4f61eeb2bdbad27316534016f"),
        ] {
            assert_eq!(hex(text), expected);
        }
    }

    #[test]
    fn every_length_around_a_block_has_its_own_digest() {
        let digests: std::collections::BTreeSet<_> =
            (0..200).map(|length| hex(&"x".repeat(length))).collect();
        assert_eq!(digests.len(), 200);
    }
}
