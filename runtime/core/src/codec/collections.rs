//! Structures, unions, lists and maps, as JSON and CBOR have them: keys with values, and arrays.

/// Implements the functions for collections of a reader. It has the loops over what they hold, `members` and
/// `elements`, and `null`, which also says whether nothing is left to read after an error.
macro_rules! keyed_collections {
    ($reader:ident) => {
        impl $reader<'_> {
            /// Reads a structure. `member` is called with each key and must read the value, or
            /// [`skip`](Self::skip) it.
            pub fn object(&mut self, mut member: impl FnMut(&mut Self, &str)) {
                self.members(false, &mut member);
            }

            /// Reads a union: a structure in which one member has a value. Null members and `__type` are skipped.
            pub fn union(&mut self, mut member: impl FnMut(&mut Self, &str)) {
                self.one_member(&mut member);
            }

            /// Reads the value of a member into a field. Null sets an optional field to `None`, and leaves any other
            /// field as it is. A value that cannot be read leaves every field as it is.
            pub fn set<T, S: $crate::codec::Slot<T>>(
                &mut self,
                slot: &mut S,
                read: fn(&mut Self) -> T,
            ) {
                let value = if self.null() { None } else { Some(read(self)) };
                if self.failure.is_none() {
                    slot.put(value);
                }
            }

            /// Reads a value.
            pub fn value<T>(&mut self, read: fn(&mut Self) -> T) -> T {
                read(self)
            }

            /// Reads an array. Null elements are skipped.
            pub fn list<T>(&mut self, read: fn(&mut Self) -> T) -> Vec<T> {
                let mut list = Vec::new();
                self.elements(&mut |r| {
                    if !r.null() {
                        list.push(read(r));
                    }
                });
                list
            }

            /// Reads an array whose elements may be null.
            pub fn sparse_list<T>(&mut self, read: fn(&mut Self) -> T) -> Vec<Option<T>> {
                let mut list = Vec::new();
                self.elements(&mut |r| list.push(r.nullable(read)));
                list
            }

            /// Reads a map. Null values are skipped. Of values with the same key the last one is kept.
            pub fn map<K, V>(
                &mut self,
                read: fn(&mut Self) -> V,
            ) -> std::collections::BTreeMap<K, V>
            where
                K: Ord + for<'k> From<&'k str>,
            {
                let mut map = std::collections::BTreeMap::new();
                self.members(true, &mut |r, key| {
                    if !r.null() {
                        map.insert(K::from(key), read(r));
                    }
                });
                map
            }

            /// Reads a map whose values may be null.
            pub fn sparse_map<K, V>(
                &mut self,
                read: fn(&mut Self) -> V,
            ) -> std::collections::BTreeMap<K, Option<V>>
            where
                K: Ord + for<'k> From<&'k str>,
            {
                let mut map = std::collections::BTreeMap::new();
                self.members(true, &mut |r, key| {
                    map.insert(K::from(key), r.nullable(read));
                });
                map
            }

            /// Reads a value that may be null.
            pub fn nullable<T>(&mut self, read: fn(&mut Self) -> T) -> Option<T> {
                if self.null() { None } else { Some(read(self)) }
            }

            fn one_member(&mut self, member: &mut dyn FnMut(&mut Self, &str)) {
                let start = self.next_offset();
                let mut found = false;
                self.members(false, &mut |r, key| {
                    if key == "__type" {
                        r.skip();
                    } else if !r.null() {
                        if found {
                            let reason = "expected one member of a union, found two";
                            r.fail(r.lexer.offset(), reason.to_owned());
                        }
                        found = true;
                        member(r, key);
                    }
                });
                if !found {
                    self.fail(start, "expected one member of a union, found none".to_owned());
                }
            }
        }
    };
}

pub(crate) use keyed_collections;
