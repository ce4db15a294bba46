//! A pointer that C lends for the call, under a name that hides another lifetime.

use callback_runtime::arg::{Array, CPtr, CStrPtr, Matrix};
use callback_runtime::callback;
use std::cell::Cell;
use std::ffi::c_int;

type Name = CStrPtr<'static>;
type Names = [CStrPtr<'static>; 2];
type Number = CPtr<'static, c_int>;

trait Has {
    type Name;
}

impl Has for () {
    type Name = CStrPtr<'static>;
}

#[callback]
fn a(#[len(1)] _a: &[Name], #[context] _kept: &mut Vec<Name>) {}

#[callback]
fn b(_a: &Name, #[context] _kept: &mut Vec<Name>) {}

#[callback]
fn c(_a: Option<&Number>, #[context] _kept: &mut Vec<Name>) {}

#[callback]
fn d(_a: &[Name; 2], #[context] _kept: &mut Vec<Name>) {}

#[callback]
fn e(_a: &Names, #[context] _kept: &mut Vec<Name>) {}

#[callback]
fn f(_a: &Cell<Name>, #[context] _kept: &mut Vec<Name>) {}

#[callback]
fn g(#[len(1)] _a: &mut [Number], #[context] _kept: &mut Vec<Name>) {}

#[callback]
fn h(#[len(2)] _a: &[CPtr<Name>], #[context] _kept: &mut Vec<Name>) {}

#[callback]
fn i(#[len(2)] _a: Array<'_, &Name>, #[context] _kept: &mut Vec<Name>) {}

#[callback]
fn j(#[len(1, 2)] _a: Matrix<'_, Number>, #[context] _kept: &mut Vec<Name>) {}

#[callback]
fn k(#[len(2)] _a: &[<() as Has>::Name], #[context] _kept: &mut Vec<Name>) {}

fn main() {}
