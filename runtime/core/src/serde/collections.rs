//! Values that hold others: optional values, boxes, lists and maps.

use std::collections::BTreeMap;

use super::source::{ElementsOf, EntriesOf, OptionOf};
use super::{Fault, Hint, List, Map, Shape, Source, View};
use crate::TimestampFormat;

impl<T: Shape> Shape for Option<T> {
    fn zero() -> Self {
        None
    }

    fn view(&self, format: TimestampFormat) -> View<'_> {
        self.as_ref().map_or(View::Absent, |value| View::Present(value, format))
    }

    fn read(&mut self, source: &mut dyn Source) -> Result<(), Fault> {
        *self = None;
        let mut read = |source: &mut dyn Source| self.insert(T::zero()).read(source);
        source.read(Hint::Optional, &mut OptionOf(&mut read))
    }
}

impl<T: Shape> Shape for Box<T> {
    fn zero() -> Self {
        Box::new(T::zero())
    }

    fn view(&self, format: TimestampFormat) -> View<'_> {
        T::view(self, format)
    }

    fn read(&mut self, source: &mut dyn Source) -> Result<(), Fault> {
        T::read(self, source)
    }
}

impl<T: Shape> Shape for Vec<T> {
    fn zero() -> Self {
        Self::new()
    }

    fn view(&self, format: TimestampFormat) -> View<'_> {
        View::List(self, format)
    }

    fn read(&mut self, source: &mut dyn Source) -> Result<(), Fault> {
        self.clear();
        let mut read = |source: &mut dyn Source| {
            let mut element = T::zero();
            element.read(source)?;
            self.push(element);
            Ok(())
        };
        source.read(Hint::List, &mut ElementsOf(&mut read))
    }
}

impl<T: Shape> List for Vec<T> {
    fn count(&self) -> usize {
        self.len()
    }

    fn elements(&self) -> Box<dyn Iterator<Item = &dyn Shape> + '_> {
        Box::new(self.iter().map(|element| element as &dyn Shape))
    }
}

impl<K, V> Shape for BTreeMap<K, V>
where
    K: AsRef<str> + From<String> + Ord,
    V: Shape,
{
    fn zero() -> Self {
        Self::new()
    }

    fn view(&self, format: TimestampFormat) -> View<'_> {
        View::Map(self, format)
    }

    fn read(&mut self, source: &mut dyn Source) -> Result<(), Fault> {
        self.clear();
        let mut read = |key: String, source: &mut dyn Source| {
            let mut value = V::zero();
            value.read(source)?;
            self.insert(K::from(key), value);
            Ok(())
        };
        source.read(Hint::Map, &mut EntriesOf(&mut read))
    }
}

impl<K: AsRef<str>, V: Shape> Map for BTreeMap<K, V> {
    fn count(&self) -> usize {
        self.len()
    }

    fn entries(&self) -> Box<dyn Iterator<Item = (&str, &dyn Shape)> + '_> {
        Box::new(self.iter().map(|(key, value)| (key.as_ref(), value as &dyn Shape)))
    }
}
