//! The functions, with small lists.

use super::*;

#[test]
fn no_text_equals_nothing() {
    let none: [&str; 0] = [];
    assert!(!all_equal(none, "a") && !any_equals(none, "a"));
    assert!(all_equal(["a", "a"], "a") && !all_equal(["a", "b"], "a"));
    assert!(any_equals(["b", "a"], "a") && !any_equals(["b"], "a"));
}

#[test]
fn booleans_that_may_be_null() {
    let [yes, no, null] = [Some(true), Some(false), None];
    for (left, right, both, either) in [
        (yes, yes, yes, yes),
        (yes, no, no, yes),
        (yes, null, null, yes),
        (no, null, no, null),
        (null, no, null, no),
        (null, yes, null, yes),
    ] {
        assert_eq!((and(left, right), or(left, right)), (both, either), "{left:?} {right:?}");
    }
}

#[test]
fn orders() {
    assert_eq!(sorted(["b", "a"].into_iter()).collect::<Vec<_>>(), ["a", "b"]);
    assert_eq!(sorted([2.0, -1.0].into_iter()).collect::<Vec<_>>(), [-1.0, 2.0]);
    let pairs = || [("b", 1), ("a", 2), ("c", 2)].into_iter();
    let by_name: Vec<_> = sorted_by(pairs(), |pair| pair.0).map(|pair| pair.0).collect();
    assert_eq!(by_name, ["a", "b", "c"]);
    assert_eq!(greatest_by(pairs(), |pair| pair.1), Some(("a", 2)));
    assert_eq!(least_by(pairs(), |pair| pair.1), Some(("b", 1)));
    assert_eq!(least_by([""; 0].into_iter(), |text| text), None);
    assert_eq!(reversed([1, 2].into_iter()).collect::<Vec<_>>(), [2, 1]);
}

#[test]
fn slices() {
    for (start, stop, step, expected) in [
        (None, None, 1, &[0, 1, 2, 3, 4][..]),
        (Some(1), Some(3), 1, &[1, 2]),
        (Some(-2), None, 1, &[3, 4]),
        (None, Some(-2), 1, &[0, 1, 2]),
        (None, None, 2, &[0, 2, 4]),
        (None, None, -1, &[4, 3, 2, 1, 0]),
        (Some(3), Some(0), -2, &[3, 1]),
        (Some(-9), Some(9), 1, &[0, 1, 2, 3, 4]),
        (Some(9), None, -3, &[4, 1]),
        (None, Some(-9), -1, &[4, 3, 2, 1, 0]),
        (Some(3), Some(3), 1, &[]),
        (Some(i64::MIN), Some(i64::MAX), i64::MAX, &[0]),
        (None, None, i64::MIN, &[4]),
        (None, None, 0, &[]),
    ] {
        let taken: Vec<_> = slice(0..5, start, stop, step).collect();
        assert_eq!(taken, expected, "{start:?} {stop:?} {step}");
    }
    assert_eq!(slice([0; 0].into_iter(), Some(-1), None, -1).count(), 0);
}

#[test]
fn texts_and_numbers() {
    assert_eq!(join(["a", "b"].into_iter(), ", "), "a, b");
    assert_eq!(average([1.0, 2.0].into_iter()), Some(1.5));
    assert_eq!(average([0.0; 0].into_iter()), None);
    for (text, expected) in [
        ("12", Some(12.0)),
        ("-0.5e1", Some(-5.0)),
        ("+1", None),
        (".5", None),
        ("1.", None),
        ("01", None),
        ("NaN", None),
        ("inf", None),
        ("", None),
        (" 1", None),
    ] {
        assert_eq!(number(text), expected, "{text}");
    }
    let halfway = DateTime::from_secs_and_nanos(-2, 500_000_000);
    assert!((seconds(&halfway) + 1.5).abs() < 1e-9);
    assert_eq!(code(&7), 7);
}
