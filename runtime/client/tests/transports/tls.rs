//! TLS: which certificates a transport trusts, which protocol it negotiates, and the kinds of
//! failures.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpStream;
use std::sync::{Arc, LazyLock};

use rustls::pki_types::PrivateKeyDer;
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use whitesmith_client::{HyperTransport, TransportErrorKind, UreqTransport};

use crate::server::Server;
use crate::subject::{Subject, get, read};

/// A self-signed certificate for 127.0.0.1, and its key.
static IDENTITY: LazyLock<rcgen::CertifiedKey<rcgen::KeyPair>> =
    LazyLock::new(|| rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()]).unwrap());

/// The certificate that makes a client trust these servers.
pub(crate) fn roots() -> String {
    IDENTITY.cert.pem()
}

pub(crate) type TlsStream = StreamOwned<ServerConnection, TcpStream>;

/// Serves TLS, and offers these protocols by ALPN.
pub(crate) fn server(
    protocols: &[&str],
    serve: impl Fn(TlsStream) + Send + Sync + 'static,
) -> Server {
    let key = PrivateKeyDer::try_from(IDENTITY.signing_key.serialize_der()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![IDENTITY.cert.der().clone()], key)
        .unwrap();
    config.alpn_protocols = protocols.iter().map(|name| name.as_bytes().to_vec()).collect();
    let config = Arc::new(config);
    Server::start(move |connection| {
        let session = ServerConnection::new(Arc::clone(&config)).unwrap();
        serve(StreamOwned::new(session, connection.into_stream()));
    })
}

/// Responds to each request with the negotiated protocol.
fn tells_the_protocol(stream: TlsStream) {
    let mut stream = BufReader::new(stream);
    loop {
        let mut line = String::new();
        while line != "\r\n" {
            line.clear();
            if stream.read_line(&mut line).unwrap_or(0) == 0 {
                return;
            }
        }
        let protocol = stream.get_ref().conn.alpn_protocol().unwrap_or(b"none");
        let protocol = String::from_utf8(protocol.to_vec()).unwrap();
        let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", protocol.len());
        stream.get_mut().write_all((head + &protocol).as_bytes()).unwrap();
    }
}

fn secure(server: &Server) -> String {
    format!("https://{}/", server.address())
}

#[test]
fn given_roots_are_trusted() {
    let file = std::env::temp_dir().join(format!("whitesmith-roots-{}.pem", std::process::id()));
    std::fs::write(&file, roots()).unwrap();
    let subjects = [
        (Subject::hyper(HyperTransport::with_roots(roots().as_bytes()).unwrap()), "http/1.1"),
        (Subject::ureq(UreqTransport::with_roots(roots().as_bytes()).unwrap()), "none"),
        (Subject::hyper(HyperTransport::with_roots_file(&file)), "http/1.1"),
        (Subject::ureq(UreqTransport::with_roots_file(&file)), "none"),
    ];
    for (subject, protocol) in subjects {
        let server = server(&["http/1.1"], tells_the_protocol);
        for _ in 0..6 {
            let response = subject.send(get(&secure(&server))).expect(subject.name);
            assert_eq!(read(response.into_body()).as_deref(), Ok(protocol), "{}", subject.name);
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        assert!(server.connections() < 3, "{} keeps no connection", subject.name);
    }
    std::fs::remove_file(&file).unwrap();
}

#[test]
fn a_file_of_roots_must_be_readable() {
    let nowhere = "/nowhere/ca.pem";
    for subject in [
        Subject::hyper(HyperTransport::with_roots_file(nowhere)),
        Subject::ureq(UreqTransport::with_roots_file(nowhere)),
    ] {
        let server = server(&["http/1.1"], tells_the_protocol);
        let error = subject.send(get(&secure(&server))).expect_err(subject.name).to_string();
        assert!(error.contains("the CA bundle /nowhere/ca.pem: No such file"), "{error}");
    }
}

fn with_public_roots() -> [Subject; 2] {
    [Subject::hyper(HyperTransport::new()), Subject::ureq(UreqTransport::new())]
}

#[test]
fn an_unknown_certificate_is_not_trusted() {
    for subject in with_public_roots() {
        let server = server(&["http/1.1"], tells_the_protocol);
        let error = subject.send(get(&secure(&server))).expect_err(subject.name);
        assert_eq!(error.kind(), TransportErrorKind::Connect, "{}: {error}", subject.name);
        assert!(error.to_string().contains("UnknownIssuer"), "{}: {error}", subject.name);
    }
}

#[test]
fn a_server_without_tls_is_no_connection() {
    for subject in with_public_roots() {
        let server = Server::start(|mut connection| {
            connection.write(b"HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n").unwrap();
            connection.wait_for_close();
        });
        let error = subject.send(get(&secure(&server))).expect_err(subject.name);
        assert_eq!(error.kind(), TransportErrorKind::Connect, "{}: {error}", subject.name);
    }
}

#[test]
fn roots_are_certificates() {
    let refused = [
        HyperTransport::with_roots(b"no PEM").err(),
        UreqTransport::with_roots(b"").err(),
        UreqTransport::with_roots(b"-----BEGIN CERTIFICATE-----\n?\n-----END CERTIFICATE-----")
            .err(),
    ];
    for error in refused {
        assert_eq!(error.map(|error| error.kind()), Some(std::io::ErrorKind::InvalidData));
    }
}
