//! A map of limited size, which evicts the entry that was not used for the longest time.

use std::collections::BTreeMap;
use std::time::SystemTime;

/// A map of at most `CAPACITY` entries.
#[derive(Debug)]
pub(super) struct Recent<K, V, const CAPACITY: usize>(BTreeMap<K, Entry<V>>);

#[derive(Debug)]
struct Entry<V> {
    value: V,
    used: SystemTime,
}

impl<K, V, const CAPACITY: usize> Default for Recent<K, V, CAPACITY> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<K: Clone + Ord, V, const CAPACITY: usize> Recent<K, V, CAPACITY> {
    /// Returns an entry, which is used at this time.
    pub(super) fn get(&mut self, key: &K, now: SystemTime) -> Option<&mut V> {
        let entry = self.0.get_mut(key)?;
        entry.used = now;
        Some(&mut entry.value)
    }

    /// Returns an entry, which is used at this time, or inserts it.
    pub(super) fn get_or_insert(
        &mut self,
        key: &K,
        now: SystemTime,
        new: impl FnOnce() -> V,
    ) -> &mut V {
        self.make_room(key);
        let entry = self.0.entry(key.clone()).or_insert_with(|| Entry { value: new(), used: now });
        entry.used = now;
        &mut entry.value
    }

    /// Inserts or replaces an entry, which is used at this time.
    pub(super) fn insert(&mut self, key: &K, now: SystemTime, value: V) {
        self.make_room(key);
        self.0.insert(key.clone(), Entry { value, used: now });
    }

    pub(super) fn remove(&mut self, key: &K) {
        self.0.remove(key);
    }

    /// Evicts the least recently used entry if there is no room for a new one.
    fn make_room(&mut self, key: &K) {
        if self.0.len() < CAPACITY || self.0.contains_key(key) {
            return;
        }
        let oldest = self.0.iter().min_by_key(|(_, entry)| entry.used).map(|(key, _)| key.clone());
        if let Some(oldest) = oldest {
            self.0.remove(&oldest);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn the_least_recently_used_entry_is_evicted() {
        let at = |second| SystemTime::UNIX_EPOCH + Duration::from_secs(second);
        let mut map = Recent::<u32, &str, 2>::default();
        map.insert(&1, at(1), "a");
        map.insert(&2, at(2), "b");
        assert_eq!(map.get(&1, at(3)), Some(&mut "a"));
        assert_eq!(map.get_or_insert(&3, at(4), || "c"), &mut "c");
        assert_eq!(map.get(&2, at(5)), None);
        assert_eq!(map.get_or_insert(&1, at(6), || "new"), &mut "a");
        map.insert(&3, at(7), "d");
        assert_eq!(map.get(&3, at(8)), Some(&mut "d"));
        assert_eq!(map.0.len(), 2);
        map.remove(&3);
        assert_eq!(map.get(&3, at(9)), None);
    }
}
