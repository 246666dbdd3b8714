//! The cache of discovered endpoints.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use crate::recent::Recent;
use whitesmith_runtime::endpoint::DiscoveredEndpoint;

/// The maximum number of cached endpoints, as the specification suggests.
const CAPACITY: usize = 1000;

/// How long before its expiry an endpoint is refreshed, unless its cache period is short.
const EARLY: Duration = Duration::from_secs(120);

/// How long to wait after a failed discovery, or while another call refreshes the endpoint.
const PAUSE: Duration = Duration::from_secs(60);

/// What a discovered endpoint depends on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Key {
    /// The public id of the caller.
    pub(super) identity: String,
    /// The request that discovers the endpoint.
    pub(super) question: Vec<u8>,
}

/// The result of a lookup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Lookup {
    /// Use this endpoint.
    Use(String),
    /// Discover the endpoint. If that fails, use the old one, if there is one.
    Refresh(Option<String>),
    /// No endpoint is cached, and discovery failed a short time ago.
    Failed,
}

/// The endpoints that a client has discovered.
#[derive(Debug, Default)]
pub(crate) struct DiscoveredEndpoints(Mutex<Entries>);

type Entries = Recent<Key, Entry, CAPACITY>;

#[derive(Debug)]
struct Entry {
    /// The URLs in order of preference, each with its expiry.
    urls: Vec<(String, SystemTime)>,
    /// When to discover again.
    ask_from: SystemTime,
}

impl DiscoveredEndpoints {
    /// Looks up the endpoint of a call. Of concurrent calls, one refreshes an endpoint that is about to
    /// expire, and the others use the old one.
    pub(super) fn look_up(&self, key: &Key, now: SystemTime) -> Lookup {
        let mut entries = self.entries();
        let Some(entry) = entries.get(key, now) else { return Lookup::Refresh(None) };
        let valid = entry.urls.iter().find(|(_, expiry)| now < *expiry);
        let url = valid.or(entry.urls.first()).map(|(url, _)| url.clone());
        if now >= entry.ask_from {
            if valid.is_some() {
                entry.ask_from = now + PAUSE;
            }
            return Lookup::Refresh(url);
        }
        url.map_or(Lookup::Failed, Lookup::Use)
    }

    /// Caches the discovered endpoints, and returns the one to use.
    pub(super) fn store(
        &self,
        key: &Key,
        endpoints: &[DiscoveredEndpoint],
        now: SystemTime,
    ) -> Option<String> {
        let first = endpoints.first()?;
        let expiry = |endpoint: &DiscoveredEndpoint| {
            now.checked_add(endpoint.cache_period).unwrap_or(now + FOREVER)
        };
        let ask_from = expiry(first) - EARLY.min(first.cache_period / 2);
        let urls = endpoints.iter().map(|endpoint| (endpoint.url(), expiry(endpoint))).collect();
        self.entries().insert(key, now, Entry { urls, ask_from });
        Some(first.url())
    }

    /// Records that discovery failed: the cached endpoint stays in use for a while.
    pub(super) fn fail(&self, key: &Key, now: SystemTime) {
        let mut entries = self.entries();
        let nothing = || Entry { urls: Vec::new(), ask_from: now };
        entries.get_or_insert(key, now, nothing).ask_from = now + PAUSE;
    }

    /// Removes an endpoint that the service has rejected.
    pub(super) fn forget(&self, key: &Key) {
        self.entries().remove(key);
    }

    fn entries(&self) -> MutexGuard<'_, Entries> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Added in place of a cache period that exceeds the range of the clock.
const FOREVER: Duration = Duration::from_secs(365 * 24 * 60 * 60);

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: Duration = Duration::from_secs(60);

    fn at(minutes: u32) -> SystemTime {
        SystemTime::UNIX_EPOCH + MINUTE * minutes
    }

    fn key(question: u32) -> Key {
        Key { identity: "AKID".to_owned(), question: question.to_be_bytes().to_vec() }
    }

    fn endpoint(address: &str, minutes: i64) -> DiscoveredEndpoint {
        DiscoveredEndpoint::new(address.to_owned(), minutes).unwrap()
    }

    fn url(address: &str) -> String {
        format!("https://{address}")
    }

    #[test]
    fn an_endpoint_is_used_until_shortly_before_it_expires() {
        let cache = DiscoveredEndpoints::default();
        assert_eq!(cache.look_up(&key(1), at(0)), Lookup::Refresh(None));
        assert_eq!(cache.store(&key(1), &[endpoint("a", 10)], at(0)), Some(url("a")));
        assert_eq!(cache.look_up(&key(1), at(7)), Lookup::Use(url("a")));
        assert_eq!(cache.look_up(&key(2), at(7)), Lookup::Refresh(None));
        // The first call refreshes it, the others go on.
        assert_eq!(cache.look_up(&key(1), at(8)), Lookup::Refresh(Some(url("a"))));
        assert_eq!(cache.look_up(&key(1), at(8)), Lookup::Use(url("a")));
        assert_eq!(cache.look_up(&key(1), at(9)), Lookup::Refresh(Some(url("a"))));
        assert_eq!(cache.store(&key(1), &[endpoint("b", 1)], at(9)), Some(url("b")));
        assert_eq!(cache.look_up(&key(1), at(9)), Lookup::Use(url("b")));
    }

    #[test]
    fn an_expired_endpoint_stays_in_use_while_questions_fail() {
        let cache = DiscoveredEndpoints::default();
        cache.store(&key(1), &[endpoint("a", 10)], at(0));
        for _ in 0..2 {
            assert_eq!(cache.look_up(&key(1), at(11)), Lookup::Refresh(Some(url("a"))));
        }
        cache.fail(&key(1), at(11));
        assert_eq!(cache.look_up(&key(1), at(11)), Lookup::Use(url("a")));
        assert_eq!(cache.look_up(&key(1), at(12)), Lookup::Refresh(Some(url("a"))));
    }

    #[test]
    fn the_first_endpoint_that_is_valid_is_used() {
        let cache = DiscoveredEndpoints::default();
        let endpoints = [endpoint("a", 1), endpoint("b", 10)];
        assert_eq!(cache.store(&key(1), &endpoints, at(0)), Some(url("a")));
        assert_eq!(cache.look_up(&key(1), at(5)), Lookup::Refresh(Some(url("b"))));
        assert_eq!(cache.store(&key(1), &[], at(5)), None);
    }

    #[test]
    fn failures_are_remembered_and_refused_endpoints_are_not() {
        let cache = DiscoveredEndpoints::default();
        cache.fail(&key(1), at(0));
        assert_eq!(cache.look_up(&key(1), at(0)), Lookup::Failed);
        assert_eq!(cache.look_up(&key(1), at(1)), Lookup::Refresh(None));
        cache.store(&key(1), &[endpoint("a", 10)], at(1));
        cache.forget(&key(1));
        assert_eq!(cache.look_up(&key(1), at(1)), Lookup::Refresh(None));
    }

    #[test]
    fn the_cache_has_an_end_and_periods_have_none() {
        let cache = DiscoveredEndpoints::default();
        cache.store(&key(0), &[endpoint("a", i64::MAX)], at(0));
        for question in 1..2000 {
            cache.store(&key(question), &[endpoint("a", 10)], at(1));
            assert_eq!(cache.look_up(&key(0), at(2)), Lookup::Use(url("a")));
        }
        // The first question without an answer is the oldest of those that were not asked again.
        assert_eq!(cache.look_up(&key(1), at(2)), Lookup::Refresh(None));
        assert_ne!(cache.look_up(&key(1999), at(2)), Lookup::Refresh(None));
    }
}
