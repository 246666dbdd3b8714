//! Finds the smallest set of lines to delete and insert, with the algorithm of Myers ("An O(ND) Difference
//! Algorithm and Its Variations", 1986).

/// The maximum number of changed lines for which the smallest set is searched. With more, all lines between the
/// first and the last difference are replaced.
const LIMIT: usize = 2000;

/// What happens to a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Equal,
    Deleted,
    Inserted,
}

/// A line, and the numbers of the lines before it in the old and in the new text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Edit<'t> {
    kind: Kind,
    pub(super) old: usize,
    pub(super) new: usize,
    pub(super) line: &'t str,
}

impl Edit<'_> {
    pub(super) fn is_equal(&self) -> bool {
        self.kind == Kind::Equal
    }

    pub(super) fn is_deleted(&self) -> bool {
        self.kind == Kind::Deleted
    }

    pub(super) fn is_inserted(&self) -> bool {
        self.kind == Kind::Inserted
    }

    pub(super) fn sign(&self) -> char {
        match self.kind {
            Kind::Equal => ' ',
            Kind::Deleted => '-',
            Kind::Inserted => '+',
        }
    }
}

/// The lines of both texts in order, deleted ones before inserted ones.
pub(super) fn edits<'t>(old: &[&'t str], new: &[&'t str]) -> Vec<Edit<'t>> {
    let same = |(a, b): &(&&str, &&str)| a == b;
    let start = old.iter().zip(new).take_while(same).count();
    let (old_rest, new_rest) = (old.split_at(start).1, new.split_at(start).1);
    let end = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(same).count();
    let (old_middle, new_middle) =
        (old_rest.split_at(old_rest.len() - end).0, new_rest.split_at(new_rest.len() - end).0);
    let kinds = std::iter::repeat_n(Kind::Equal, start)
        .chain(middle(old_middle, new_middle))
        .chain(std::iter::repeat_n(Kind::Equal, end));
    let (mut at_old, mut at_new, mut edits) = (0, 0, Vec::new());
    for kind in kinds {
        let line = if kind == Kind::Inserted { new.get(at_new) } else { old.get(at_old) };
        edits.extend(line.map(|line| Edit { kind, old: at_old, new: at_new, line }));
        at_old += usize::from(kind != Kind::Inserted);
        at_new += usize::from(kind != Kind::Deleted);
    }
    edits
}

/// What happens to the lines between the first and the last difference.
fn middle(old: &[&str], new: &[&str]) -> Vec<Kind> {
    let replaced = || {
        let deleted = std::iter::repeat_n(Kind::Deleted, old.len());
        deleted.chain(std::iter::repeat_n(Kind::Inserted, new.len())).collect()
    };
    match paths(old, new) {
        Some(paths) => back(&paths, old.len(), new.len()),
        None => replaced(),
    }
}

/// How far each diagonal is reached with a number of changes: `old - new` is the diagonal, plus the number of
/// changes so that it is an index; the value is the number of old lines.
type Reached = Vec<usize>;

/// The furthest paths for each number of changes, up to the one that reaches the end; `None` beyond the limit.
fn paths(old: &[&str], new: &[&str]) -> Option<Vec<Reached>> {
    let mut all: Vec<Reached> = Vec::new();
    for changes in 0..=LIMIT.min(old.len() + new.len()) {
        let mut reached = vec![0; 2 * changes + 1];
        for index in (0..=2 * changes).step_by(2) {
            let mut x = match all.last() {
                Some(before) => step(before, index, changes).0,
                None => 0,
            };
            // The number of new lines is the number of old ones minus the diagonal.
            let Some(mut y) = (x + changes).checked_sub(index) else { continue };
            while x < old.len() && y < new.len() && old.get(x) == new.get(y) {
                (x, y) = (x + 1, y + 1);
            }
            if let Some(place) = reached.get_mut(index) {
                *place = x;
            }
            if x >= old.len() && y >= new.len() {
                all.push(reached);
                return Some(all);
            }
        }
        all.push(reached);
    }
    None
}

/// Where a path begins that has one change more: the number of old lines, and whether a line is inserted.
fn step(before: &Reached, index: usize, changes: usize) -> (usize, bool) {
    // In `before`, the indices of the neighboring diagonals are `index` (above, from which a line is inserted)
    // and `index - 2` (below, from which one is deleted).
    let above = before.get(index).copied().filter(|_| index < 2 * changes - 1);
    let below = index.checked_sub(2).and_then(|below| before.get(below).copied());
    match (above, below) {
        (Some(above), Some(below)) if below < above => (above, true),
        (_, Some(below)) => (below + 1, false),
        (above, None) => (above.unwrap_or_default(), true),
    }
}

/// Follows the paths back from the end.
fn back(paths: &[Reached], mut x: usize, mut y: usize) -> Vec<Kind> {
    let mut kinds = Vec::new();
    for (changes, pair) in paths.windows(2).enumerate().rev() {
        let [before, _] = pair else { continue };
        let changes = changes + 1;
        let index = (x + changes).saturating_sub(y);
        let (start, inserted) = step(before, index, changes);
        while x > start {
            kinds.push(Kind::Equal);
            (x, y) = (x - 1, y.saturating_sub(1));
        }
        if inserted {
            kinds.push(Kind::Inserted);
            y = y.saturating_sub(1);
        } else {
            kinds.push(Kind::Deleted);
            x = x.saturating_sub(1);
        }
    }
    kinds.extend(std::iter::repeat_n(Kind::Equal, x));
    kinds.reverse();
    kinds
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The signs and lines, after checking that they give both texts.
    fn signs(old: &str, new: &str) -> String {
        let (old, new): (Vec<&str>, Vec<&str>) =
            (old.split_inclusive(' ').collect(), new.split_inclusive(' ').collect());
        let edits = edits(&old, &new);
        let side = |skipped: Kind| -> Vec<&str> {
            edits.iter().filter(|edit| edit.kind != skipped).map(|edit| edit.line).collect()
        };
        assert_eq!((side(Kind::Inserted), side(Kind::Deleted)), (old, new));
        let text = |edit: &Edit<'_>| format!("{}{}", edit.sign(), edit.line.trim());
        edits.iter().map(text).collect::<Vec<_>>().concat()
    }

    #[test]
    fn smallest_changes() {
        assert_eq!(signs("", ""), "");
        assert_eq!(signs("a b c ", "a b c "), " a b c");
        assert_eq!(signs("", "a b "), "+a+b");
        assert_eq!(signs("a b ", ""), "-a-b");
        assert_eq!(signs("a b c ", "a x c "), " a-b+x c");
        assert_eq!(signs("a b c d e ", "b c x e f "), "-a b c-d+x e+f");
        assert_eq!(signs("a b c a b b a ", "c b a b a c "), "-a-b c+b a b-b a+c");
    }

    /// All pairs of short texts of two words: the number of changes is that of the longest common subsequence.
    #[test]
    fn all_short_texts() {
        let texts: Vec<String> = (0..64u32)
            .map(|bits| {
                (0..bits % 7).map(|bit| if bits >> bit & 1 == 0 { "a " } else { "b " }).collect()
            })
            .collect();
        for old in &texts {
            for new in &texts {
                let signs = signs(old, new);
                let changes = signs.matches(['+', '-']).count();
                let words =
                    |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
                let (old, new) = (words(old), words(new));
                assert_eq!(
                    changes,
                    old.len() + new.len() - 2 * common(&old, &new),
                    "{old:?} {new:?}"
                );
            }
        }
    }

    /// The length of the longest common subsequence.
    fn common(old: &[String], new: &[String]) -> usize {
        match (old.split_first(), new.split_first()) {
            (Some((a, old)), Some((b, new))) if a == b => 1 + common(old, new),
            (Some((_, old_rest)), Some((_, new_rest))) => {
                common(old_rest, new).max(common(old, new_rest))
            }
            _ => 0,
        }
    }

    #[test]
    fn beyond_the_limit() {
        let (old, new) = ("a ".repeat(LIMIT), "b ".repeat(LIMIT));
        let signs = signs(&old, &new);
        assert_eq!(signs, format!("{}{}", "-a".repeat(LIMIT), "+b".repeat(LIMIT)));
    }
}
