using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace BlazorChat.Core.Data;

/// <summary>
/// The one context. It knows no feature but the Identity user: it applies the entity configurations that it finds in this assembly.
/// Every save passes the <see cref="WriterGate"/>, Identity's too.
/// </summary>
public abstract class AppDbContext(DbContextOptions options) : IdentityUserContext<ApplicationUser, Guid>(options)
{
    /// <summary>Set while a <see cref="Database"/> write holds the gate for this context, so that its saves do not enter it again.</summary>
    internal bool HoldsWriterGate { get; set; }

    /// <inheritdoc/>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        if (HoldsWriterGate) return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        using var lease = await this.GetService<WriterGate>().EnterAsync(cancellationToken);
        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    /// <summary>Not supported: a synchronous save would block a thread while it waits for the gate.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override int SaveChanges(bool acceptAllChangesOnSuccess) => throw new NotSupportedException("Use SaveChangesAsync.");

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ArgumentNullException.ThrowIfNull(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcMicrosecondsConverter>();
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(AppDbContext).Assembly);
        SnakeCaseNames.Apply(builder.Model);
    }
}

/// <summary>The context on SQLite, with its own migrations.</summary>
public sealed class SqliteAppDbContext(DbContextOptions<SqliteAppDbContext> options) : AppDbContext(options);

/// <summary>The context on PostgreSQL, with its own migrations.</summary>
public sealed class PostgresAppDbContext(DbContextOptions<PostgresAppDbContext> options) : AppDbContext(options);
