//! Computes checksums.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use crc::{CRC_32_ISCSI, CRC_32_ISO_HDLC, CRC_64_NVME, Crc, Table};
use sha1::Sha1;
use sha2::{Digest as _, Sha256};

use super::Algorithm;

static CRC32: Crc<u32, Table<16>> = Crc::<u32, Table<16>>::new(&CRC_32_ISO_HDLC);
static CRC32C: Crc<u32, Table<16>> = Crc::<u32, Table<16>>::new(&CRC_32_ISCSI);
static CRC64: Crc<u64, Table<16>> = Crc::<u64, Table<16>>::new(&CRC_64_NVME);

/// A checksum that is being computed.
#[derive(Clone)]
pub(crate) enum Digest {
    Crc32(crc::Digest<'static, u32, Table<16>>),
    Crc64(crc::Digest<'static, u64, Table<16>>),
    Sha1(Sha1),
    Sha256(Sha256),
}

impl Digest {
    pub(crate) fn new(algorithm: Algorithm) -> Self {
        match algorithm {
            Algorithm::Crc32 => Self::Crc32(CRC32.digest()),
            Algorithm::Crc32C => Self::Crc32(CRC32C.digest()),
            Algorithm::Crc64Nvme => Self::Crc64(CRC64.digest()),
            Algorithm::Sha1 => Self::Sha1(Sha1::new()),
            Algorithm::Sha256 => Self::Sha256(Sha256::new()),
        }
    }

    pub(crate) fn update(&mut self, bytes: &[u8]) {
        match self {
            Self::Crc32(digest) => digest.update(bytes),
            Self::Crc64(digest) => digest.update(bytes),
            Self::Sha1(digest) => digest.update(bytes),
            Self::Sha256(digest) => digest.update(bytes),
        }
    }

    /// Returns the checksum of the bytes so far, in base64; that of a CRC is big-endian.
    pub(crate) fn base64(&self) -> String {
        match self.clone() {
            Self::Crc32(digest) => STANDARD.encode(digest.finalize().to_be_bytes()),
            Self::Crc64(digest) => STANDARD.encode(digest.finalize().to_be_bytes()),
            Self::Sha1(digest) => STANDARD.encode(digest.finalize()),
            Self::Sha256(digest) => STANDARD.encode(digest.finalize()),
        }
    }
}

impl Algorithm {
    /// Returns the checksum of bytes in memory, in base64.
    pub(crate) fn base64_of(self, bytes: &[u8]) -> String {
        let mut digest = Digest::new(self);
        digest.update(bytes);
        digest.base64()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The check values of the catalogue of parametrised CRC algorithms, and of FIPS 180-4 for the SHAs.
    #[test]
    fn the_known_values_are_computed() {
        let hex = |text: &str| {
            let digit = |at| u8::from_str_radix(&text[at..at + 2], 16).unwrap();
            STANDARD.encode((0..text.len()).step_by(2).map(digit).collect::<Vec<u8>>())
        };
        for (algorithm, input, expected) in [
            (Algorithm::Crc32, "123456789", "cbf43926"),
            (Algorithm::Crc32C, "123456789", "e3069283"),
            (Algorithm::Crc64Nvme, "123456789", "ae8b14860a799888"),
            (Algorithm::Sha1, "abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
            (
                Algorithm::Sha256,
                "abc",
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
            ),
            (Algorithm::Crc32, "", "00000000"),
            (Algorithm::Crc32C, "", "00000000"),
            (Algorithm::Crc64Nvme, "", "0000000000000000"),
            (Algorithm::Sha1, "", "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
            (
                Algorithm::Sha256,
                "",
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            ),
        ] {
            let checksum = algorithm.base64_of(input.as_bytes());
            assert_eq!(checksum, hex(expected), "{algorithm:?} {input}");
            assert_eq!(algorithm.len() * 2, expected.len());
        }
    }

    #[test]
    fn pieces_have_the_checksum_of_the_whole() {
        let bytes: Vec<u8> = (0..=255).cycle().take(10_000).collect();
        for algorithm in Algorithm::ALL {
            let mut digest = Digest::new(algorithm);
            for piece in bytes.chunks(777) {
                digest.update(piece);
            }
            assert_eq!(digest.base64(), algorithm.base64_of(&bytes));
            assert_eq!(Algorithm::named(algorithm.name()), Some(algorithm));
            let header = algorithm.header();
            let name = header.as_str().strip_prefix("x-amz-checksum-").unwrap();
            assert_eq!(name.to_ascii_uppercase(), algorithm.name());
        }
    }
}
