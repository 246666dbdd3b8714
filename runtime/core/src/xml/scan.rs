//! Finds the bytes that are special in the text of an XML document, eight at once.

const ONES: u64 = u64::from_le_bytes([1; 8]);
const HIGH: u64 = ONES << 7;

/// The number of bytes before the first `<`.
pub(super) fn length_before_markup(bytes: &[u8]) -> usize {
    length_before(bytes, |word| equal(word, b'<'), |byte| byte == b'<')
}

/// The number of bytes before the first `<`, `&` or carriage return: text that stands for itself.
pub(super) fn plain_length(bytes: &[u8]) -> usize {
    length_before(
        bytes,
        |word| equal(word, b'<') | equal(word, b'&') | equal(word, b'\r'),
        |byte| matches!(byte, b'<' | b'&' | b'\r'),
    )
}

/// The number of bytes before the first special one. `in_word` sets the high bit of the first special byte of a
/// word; the bits above it have no meaning.
#[inline]
fn length_before(bytes: &[u8], in_word: fn(u64) -> u64, is_special: fn(u8) -> bool) -> usize {
    let (words, tail) = bytes.as_chunks::<8>();
    let mut length = 0;
    for word in words {
        let special = in_word(u64::from_le_bytes(*word)) & HIGH;
        if special != 0 {
            return length + special.trailing_zeros() as usize / 8;
        }
        length += 8;
    }
    length + tail.iter().take_while(|byte| !is_special(**byte)).count()
}

#[inline]
fn equal(word: u64, byte: u8) -> u64 {
    let word = word ^ (ONES * u64::from(byte));
    word.wrapping_sub(ONES) & !word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_special_byte_is_found_at_every_place() {
        for place in 0..20 {
            for byte in 0..=u8::MAX {
                let mut bytes = vec![b'\x7f'; 20];
                bytes[place] = byte;
                let special = matches!(byte, b'<' | b'&' | b'\r');
                assert_eq!(plain_length(&bytes), if special { place } else { 20 });
                let markup = if byte == b'<' { place } else { 20 };
                assert_eq!(length_before_markup(&bytes), markup);
            }
        }
    }
}
