//! Caches the SigV4 signing key, which is derived once a day instead of once a call.

use std::sync::{Arc, Mutex, PoisonError};

use crate::Credentials;
use crate::sigv4::{SigningError, SigningKey, SigningParams};

/// The last key that was derived. All calls of a client have the same region and service.
#[derive(Debug, Default)]
pub(crate) struct SigningKeys(Mutex<Option<Arc<SigningKey>>>);

impl SigningKeys {
    pub(crate) fn key(
        &self,
        credentials: &Credentials,
        params: &SigningParams<'_>,
    ) -> Result<Arc<SigningKey>, SigningError> {
        let last = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(key) = last.filter(|key| key.fits(credentials, params)) {
            return Ok(key);
        }
        let key = Arc::new(SigningKey::derive(credentials, params)?);
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&key));
        Ok(key)
    }
}
