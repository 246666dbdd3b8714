//! The certificate authorities that a transport trusts: those of a PEM, of a file, or the public
//! ones.

use std::fs;
use std::io;
use std::path::PathBuf;

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;

/// The trusted certificate authorities.
#[derive(Clone, Default)]
pub(super) enum Roots {
    /// Mozilla's list, which is compiled in, or with the feature `native-roots` those of the
    /// platform.
    #[default]
    Public,
    /// Only these.
    These(Vec<CertificateDer<'static>>),
    /// Only those in a file, which is read when they are needed.
    File(PathBuf),
}

impl Roots {
    /// Parses a sequence of PEM certificates.
    pub(super) fn from_pem(pem: &[u8]) -> io::Result<Self> {
        certificates(pem).map(Self::These)
    }

    /// Returns the certificates; `None` for Mozilla's list.
    pub(super) fn certificates(&self) -> io::Result<Option<Vec<CertificateDer<'static>>>> {
        match self {
            Self::These(roots) => Ok(Some(roots.clone())),
            Self::Public => public(),
            Self::File(path) => {
                let roots = fs::read(path).and_then(|pem| certificates(&pem));
                roots.map(Some).map_err(|error| {
                    let message = format!("the CA bundle {}: {error}", path.display());
                    io::Error::new(error.kind(), message)
                })
            }
        }
    }
}

fn certificates(pem: &[u8]) -> io::Result<Vec<CertificateDer<'static>>> {
    let roots = CertificateDer::pem_slice_iter(pem).collect::<Result<Vec<_>, _>>();
    let roots = roots.map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
    if roots.is_empty() {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "no PEM certificate found"));
    }
    Ok(roots)
}

#[cfg(feature = "native-roots")]
#[expect(clippy::unnecessary_wraps, reason = "roots of one's own can be unreadable")]
fn public() -> io::Result<Option<Vec<CertificateDer<'static>>>> {
    let loaded = rustls_native_certs::load_native_certs().certs;
    // A platform without certificates, such as a minimal container, falls back to Mozilla's list.
    Ok((!loaded.is_empty()).then_some(loaded))
}

#[cfg(not(feature = "native-roots"))]
#[expect(clippy::unnecessary_wraps, reason = "roots of one's own can be unreadable")]
fn public() -> io::Result<Option<Vec<CertificateDer<'static>>>> {
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_without_a_certificate_is_refused() {
        let error = Roots::from_pem(b"hello").err().map(|error| error.to_string());
        assert_eq!(error.as_deref(), Some("no PEM certificate found"));
    }
}
