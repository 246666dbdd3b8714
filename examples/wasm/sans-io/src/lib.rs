//! Serializes a request of Amazon Chime and deserializes its response in WebAssembly; the host sends them.
//!
//! The functions exchange texts with the host in one buffer of the module's memory.

use std::sync::{Mutex, MutexGuard, PoisonError};

use generated::operation::update_account::UpdateAccountInput;
use generated::{Operation as _, Response};

static BUFFER: Mutex<Vec<u8>> = Mutex::new(Vec::new());

fn buffer() -> MutexGuard<'static, Vec<u8>> {
    BUFFER.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Replaces the text in the buffer, and returns its length.
fn replace(text: impl ToString) -> usize {
    let mut buffer = buffer();
    *buffer = text.to_string().into_bytes();
    buffer.len()
}

/// Sets the length of the buffer, and returns its address.
#[unsafe(no_mangle)]
pub extern "C" fn resize(len: usize) -> *mut u8 {
    let mut buffer = buffer();
    buffer.resize(len, 0);
    buffer.as_mut_ptr()
}

/// Writes the method, path and body of a request that renames an account.
#[unsafe(no_mangle)]
pub extern "C" fn request() -> usize {
    let request = UpdateAccountInput::new("12a3456b").name("Sales").request();
    let request = request.map(|request| request.into_http("https://service.chime.aws.amazon.com"));
    replace(match request {
        Ok(Ok(request)) => {
            let body = request.body().as_bytes().map(|body| String::from_utf8_lossy(body));
            format!("{} {} {}", request.method(), request.uri(), body.unwrap_or_default())
        }
        Ok(Err(error)) | Err(error) => error.to_string(),
    })
}

/// Replaces the body of a response in the buffer by the name of the account, or by the error.
#[unsafe(no_mangle)]
pub extern "C" fn parse(status: u16) -> usize {
    let body = std::mem::take(&mut *buffer());
    replace(match UpdateAccountInput::parse(&Response::new(status, Default::default(), body)) {
        Ok(output) => output.account.map(|account| account.name).unwrap_or_default(),
        Err(error) => error.to_string(),
    })
}
