using BlazorChat.Core.Data;
using BlazorChat.Core.Security;
using BlazorChat.Web.Resources;
using Microsoft.Extensions.Localization;

namespace BlazorChat.Web.Components.Settings.Security;

/// <summary>Runs what a small form asks for, and has what is wrong with it in the reader's words. Used from the page's own context only.</summary>
public sealed class FormRun(IStringLocalizer<Texts> texts)
{
    private IReadOnlyList<FieldError> _errors = [];

    /// <summary>What is wrong with the whole; null where nothing is.</summary>
    public string? Problem { get; private set; }

    /// <summary>Counts what was refused, so that the focus goes to what is wrong.</summary>
    public int Attempts { get; private set; }

    public bool IsBusy { get; private set; }

    /// <summary>What is wrong with a field; null where nothing is.</summary>
    public string? this[string field] => _errors.FirstOrDefault(error => error.Field == field) is { } error ? ErrorTexts.For(texts, error.Code, error.Message) : null;

    public void Clear() => (Problem, _errors) = (null, []);

    /// <summary>Says what is wrong, where another one than a store found it.</summary>
    public void Refuse(string? field, string code, string message)
    {
        _errors = field is null ? [] : [new FieldError(field, code, message)];
        Problem = field is null ? message : null;
        Attempts++;
    }

    /// <summary>Does it once at a time. False where it was refused.</summary>
    public async Task<bool> RunAsync(Func<Task> work)
    {
        if (IsBusy) return false;
        Clear();
        IsBusy = true;
        try
        {
            await work();
            return true;
        }
        catch (RefusedException exception) when (exception.Errors.Count > 0)
        {
            _errors = exception.Errors;
        }
        catch (Exception exception) when (exception is RefusedException or StorageFullException)
        {
            Problem = ErrorTexts.For(texts, exception);
        }
        finally
        {
            IsBusy = false;
        }

        Attempts++;
        return false;
    }
}
