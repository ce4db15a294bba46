//! The callbacks of SQL functions. They give C their results, and what fails, by calls with the context of the call.

use std::os::raw::c_int;
use std::panic::{RefUnwindSafe, UnwindSafe};

use callback_runtime::{Callback, callback};

#[cfg(feature = "window")]
use super::WindowAggregate;
use super::{Aggregate, Context, FunctionFlags, SqlFnOutput, report_error, sql_result};
use crate::ffi::{self, sqlite3_context, sqlite3_value};
use crate::{Error, InnerConnection, Result, str_to_cstring};

fn fail(ctx: *mut sqlite3_context, error: Option<&Error>) {
    unsafe { report_error(ctx, error.unwrap_or(&Error::UnwindingPanic)) };
}

#[callback(returns = (), on_fail = |error| fail(ctx, error), after(panic = continue), report = none, threads = moves)]
fn call<F: FnMut(&Context<'_>) -> Result<T> + Send, T: SqlFnOutput>(
    ctx: *mut sqlite3_context,
    argc: c_int,
    #[len(argc)] args: &[*mut sqlite3_value],
    #[context(from = unsafe { ffi::sqlite3_user_data(ctx) })] f: &mut F,
) -> Result<()> {
    let value = f(&Context { ctx, args })?;
    unsafe { sql_result(ctx, args, Ok(value)) };
    Ok(())
}

/// Returns what an aggregate has of a group, in memory that sqlite makes at the first step, of zeros.
///
/// # Safety
///
/// The context is that of the call of an aggregate whose state is an `A`, and nothing else refers to the state.
unsafe fn state<'call, A>(ctx: *mut sqlite3_context, bytes: usize) -> Option<&'call mut Option<Box<A>>> {
    unsafe { ffi::sqlite3_aggregate_context(ctx, bytes as c_int).cast::<Option<Box<A>>>().as_mut() }
}

#[callback(returns = (), on_fail = |error| fail(ctx, error), report = none)]
fn step<A: RefUnwindSafe + UnwindSafe, D: Aggregate<A, T>, T: SqlFnOutput>(
    ctx: *mut sqlite3_context,
    argc: c_int,
    #[len(argc)] args: &[*mut sqlite3_value],
    #[context(from = unsafe { ffi::sqlite3_user_data(ctx) })] aggregate: &D,
) -> Result<()> {
    let Some(state) = (unsafe { state::<A>(ctx, size_of::<Box<A>>()) }) else {
        unsafe { ffi::sqlite3_result_error_nomem(ctx) };
        return Ok(());
    };
    let mut context = Context { ctx, args };
    let state = match state {
        Some(state) => state,
        None => state.insert(Box::new(aggregate.init(&mut context)?)),
    };
    aggregate.step(&mut context, state)
}

#[callback(returns = (), on_fail = |error| fail(ctx, error), report = none)]
fn finalize<A: RefUnwindSafe + UnwindSafe, D: Aggregate<A, T>, T: SqlFnOutput>(
    ctx: *mut sqlite3_context,
    #[context(from = unsafe { ffi::sqlite3_user_data(ctx) })] aggregate: &D,
) -> Result<()> {
    let state = unsafe { state::<A>(ctx, 0) }.and_then(Option::take);
    let value = aggregate.finalize(&mut Context { ctx, args: &[] }, state.map(|state| *state))?;
    unsafe { sql_result(ctx, &[], Ok(value)) };
    Ok(())
}

#[cfg(feature = "window")]
#[callback(returns = (), on_fail = |error| fail(ctx, error), report = none)]
fn inverse<A: RefUnwindSafe + UnwindSafe, W: WindowAggregate<A, T>, T: SqlFnOutput>(
    ctx: *mut sqlite3_context,
    argc: c_int,
    #[len(argc)] args: &[*mut sqlite3_value],
    #[context(from = unsafe { ffi::sqlite3_user_data(ctx) })] aggregate: &W,
) -> Result<()> {
    let state = unsafe { state::<A>(ctx, 0) }.and_then(Option::as_mut);
    let state = state.expect("a step comes before");
    aggregate.inverse(&mut Context { ctx, args }, state)
}

#[cfg(feature = "window")]
#[callback(returns = (), on_fail = |error| fail(ctx, error), report = none)]
fn value<A: RefUnwindSafe + UnwindSafe, W: WindowAggregate<A, T>, T: SqlFnOutput>(
    ctx: *mut sqlite3_context,
    #[context(from = unsafe { ffi::sqlite3_user_data(ctx) })] aggregate: &W,
) -> Result<()> {
    let state = unsafe { state::<A>(ctx, 0) }.and_then(Option::as_deref_mut);
    let value = aggregate.value(state)?;
    unsafe { sql_result(ctx, &[], Ok(value)) };
    Ok(())
}

impl InnerConnection {
    pub(super) fn create_scalar_function<F, T>(
        &mut self,
        fn_name: &str,
        n_arg: c_int,
        flags: FunctionFlags,
        x_func: F,
    ) -> Result<()>
    where
        F: FnMut(&Context<'_>) -> Result<T> + Send + 'static,
        T: SqlFnOutput,
    {
        let name = str_to_cstring(fn_name)?;
        let kept = call::<F, T>::own(x_func);
        self.decode_result(unsafe {
            ffi::sqlite3_create_function_v2(
                self.db(),
                name.as_ptr(),
                n_arg,
                flags.bits(),
                kept.context(),
                kept.shim(),
                None,
                None,
                kept.destroy(),
            )
        })?;
        kept.into_context();
        Ok(())
    }

    /// `D` is not asked to be `Send`: on another thread than this one C gets an error.
    pub(super) fn create_aggregate_function<A, D, T>(
        &mut self,
        fn_name: &str,
        n_arg: c_int,
        flags: FunctionFlags,
        aggr: D,
    ) -> Result<()>
    where
        A: RefUnwindSafe + UnwindSafe,
        D: Aggregate<A, T> + 'static,
        T: SqlFnOutput,
    {
        let name = str_to_cstring(fn_name)?;
        let kept = step::<A, D, T>::own(aggr);
        self.decode_result(unsafe {
            ffi::sqlite3_create_function_v2(
                self.db(),
                name.as_ptr(),
                n_arg,
                flags.bits(),
                kept.context(),
                None,
                kept.shim(),
                kept.also::<finalize<A, D, T>>().shim(),
                kept.destroy(),
            )
        })?;
        kept.into_context();
        Ok(())
    }

    #[cfg(feature = "window")]
    pub(super) fn create_window_function<A, W, T>(
        &mut self,
        fn_name: &str,
        n_arg: c_int,
        flags: FunctionFlags,
        aggr: W,
    ) -> Result<()>
    where
        A: RefUnwindSafe + UnwindSafe,
        W: WindowAggregate<A, T> + 'static,
        T: SqlFnOutput,
    {
        let name = str_to_cstring(fn_name)?;
        let kept = step::<A, W, T>::own(aggr);
        self.decode_result(unsafe {
            ffi::sqlite3_create_window_function(
                self.db(),
                name.as_ptr(),
                n_arg,
                flags.bits(),
                kept.context(),
                kept.shim(),
                kept.also::<finalize<A, W, T>>().shim(),
                kept.also::<value<A, W, T>>().shim(),
                kept.also::<inverse<A, W, T>>().shim(),
                kept.destroy(),
            )
        })?;
        kept.into_context();
        Ok(())
    }
}
