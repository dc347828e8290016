using Cadabra.Models.Manifests;
using Cadabra.Models.Store;
using Cadabra.Models.Tests.Storage;

namespace Cadabra.Models.Tests.Store;

public class ModelStoreTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly MemoryContainer _container = new();
    private readonly ManualClock _clock = new(new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc));
    private readonly ModelStore _store;

    public ModelStoreTests() => _store = new ModelStore(_container, _clock);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_model_is_named_by_the_second_it_was_written_in()
    {
        string name = await AddAsync();

        Assert.Equal("20260102-030405", name);
        Model model = await _store.OpenAsync(name, Cancellation);
        Assert.Equal(new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), model.Manifest.Created);
        ModelAssert.EqualData(SampleModel.Create(), model);
    }

    [Fact]
    public async Task Models_of_one_second_are_numbered_and_listed_newest_first()
    {
        for (int number = 1; number <= 11; number++)
        {
            await AddAsync();
        }

        IReadOnlyList<StoredModel> models = await _store.ListAsync(Cancellation);

        Assert.Equal([.. Enumerable.Range(2, 10).Reverse().Select(number => $"20260102-030405-{number}"), "20260102-030405"], models.Select(model => model.Name));
    }

    [Fact]
    public async Task Writers_of_one_second_never_share_a_name()
    {
        string[] names = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ =>
            new ModelStore(_container, _clock).AddAsync(SampleModel.Create(), Cancellation)));

        Assert.Equal(8, names.Distinct().Count());
        foreach (string name in names)
        {
            await _store.VerifyAsync(name, Cancellation);
        }

        Assert.DoesNotContain(_container.Names, name => name.Contains("_claim", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_name_of_an_unfinished_model_is_not_given_again()
    {
        _container["20260102-030405/als/metadata/part-00000"] = [1];

        Assert.Equal("20260102-030405-2", await AddAsync());
    }

    [Fact]
    public async Task A_listing_shows_what_the_manifests_say()
    {
        await AddAsync();
        _clock.Advance(Hour);
        string second = await AddAsync();
        await _store.PublishAsync(second, Cancellation);

        IReadOnlyList<StoredModel> models = await _store.ListAsync(Cancellation);

        Assert.Equal(["20260102-040405", "20260102-030405"], models.Select(model => model.Name));
        Assert.Equal([true, false], models.Select(model => model.IsCurrent));
        Assert.All(models, model => Assert.Null(model.Damage));
        Assert.Equal(new DateTime(2026, 1, 2, 4, 4, 5, DateTimeKind.Utc), models[0].Created);
        Assert.Equal(5, models[0].Manifest!.Counts.Customers);
        Assert.Equal(0.123, models[0].Manifest!.Metrics["ndcg@10"]);
    }

    [Fact]
    public async Task A_listing_names_what_is_damaged_and_shows_the_rest()
    {
        await AddAsync();
        _clock.Advance(Hour);
        await AddAsync();
        _clock.Advance(Hour);
        string newest = await AddAsync();
        _container["20260102-030405/manifest.json"] = "{}"u8.ToArray();
        await _container.DeleteAsync("20260102-040405/als/metadata/part-00000", Cancellation);

        IReadOnlyList<StoredModel> models = await _store.ListAsync(Cancellation);

        Assert.Equal([newest, "20260102-040405", "20260102-030405"], models.Select(model => model.Name));
        Assert.Null(models[0].Damage);
        Assert.Equal("als/metadata/part-00000: it is missing", models[1].Damage);
        Assert.StartsWith("manifest.json: it is no manifest", models[2].Damage, StringComparison.Ordinal);
        Assert.Null(models[2].Manifest);
    }

    [Fact]
    public async Task A_model_that_is_removed_while_the_store_is_listed_is_left_out()
    {
        string kept = await AddAsync();
        _container["20260102-030406/manifest.json"] = [];
        var container = new VanishingContainer(_container, "20260102-030406/manifest.json");

        Assert.Equal([kept], (await new ModelStore(container, _clock).ListAsync(Cancellation)).Select(model => model.Name));
    }

    [Fact]
    public async Task Publishing_switches_the_current_model()
    {
        string first = await AddAsync();
        string second = await AddAsync();
        Assert.Null(await _store.CurrentAsync(Cancellation));

        await _store.PublishAsync(first, Cancellation);
        Assert.Equal(first, await _store.CurrentAsync(Cancellation));
        await _store.PublishAsync(second, Cancellation);

        Assert.Equal(second, (await _store.OpenCurrentAsync(Cancellation)).Manifest.Name);
        Assert.Equal($"{second}\n{first}\n", System.Text.Encoding.UTF8.GetString(_container["current"]));
    }

    [Fact]
    public async Task A_damaged_model_is_not_published_and_the_current_one_stays()
    {
        string first = await AddAsync();
        string second = await AddAsync();
        await _store.PublishAsync(first, Cancellation);
        string file = _container.Names.First(name => name.StartsWith($"{second}/purchases/part", StringComparison.Ordinal));
        _container[file] = [.. _container[file][..^1], (byte)(_container[file][^1] ^ 1)];

        ModelDamagedException error = await Assert.ThrowsAsync<ModelDamagedException>(() => _store.PublishAsync(second, Cancellation));

        Assert.Contains(second, error.Message, StringComparison.Ordinal);
        Assert.Equal(first, await _store.CurrentAsync(Cancellation));
    }

    [Fact]
    public async Task An_unknown_name_is_refused_with_those_that_exist()
    {
        string first = await AddAsync();
        string second = await AddAsync();

        ModelNotFoundException error = await Assert.ThrowsAsync<ModelNotFoundException>(() => _store.PublishAsync("20990101-000000", Cancellation));

        Assert.Contains($"There is no model '20990101-000000' in /store, which holds {second}, {first}.", error.Message, StringComparison.Ordinal);
        foreach (string name in new[] { "20990101-000000", "..", "../x", $"{first}/als", first[..^1] })
        {
            await Assert.ThrowsAsync<ModelNotFoundException>(() => _store.OpenAsync(name, Cancellation));
        }
    }

    [Fact]
    public async Task Rolling_back_twice_goes_back_twice_and_then_says_that_there_is_no_further()
    {
        string[] names = [await AddAsync(), await AddAsync(), await AddAsync()];
        foreach (string name in names)
        {
            await _store.PublishAsync(name, Cancellation);
        }

        Assert.Equal(names[1], await _store.RollbackAsync(Cancellation));
        Assert.Equal(names[0], await _store.RollbackAsync(Cancellation));
        ModelNotFoundException error = await Assert.ThrowsAsync<ModelNotFoundException>(() => _store.RollbackAsync(Cancellation));

        Assert.Contains($"No model published before {names[0]} is left", error.Message, StringComparison.Ordinal);
        Assert.Equal(names[0], await _store.CurrentAsync(Cancellation));
    }

    [Fact]
    public async Task Publishing_the_current_model_again_does_not_make_it_its_own_predecessor()
    {
        string first = await AddAsync();
        string second = await AddAsync();
        await _store.PublishAsync(first, Cancellation);
        await _store.PublishAsync(second, Cancellation);
        await _store.PublishAsync(second, Cancellation);

        Assert.Equal(first, await _store.RollbackAsync(Cancellation));
    }

    [Fact]
    public async Task After_a_rollback_a_publish_goes_on_from_the_older_model()
    {
        string[] names = [await AddAsync(), await AddAsync(), await AddAsync()];
        await _store.PublishAsync(names[0], Cancellation);
        await _store.PublishAsync(names[1], Cancellation);
        await _store.RollbackAsync(Cancellation);
        await _store.PublishAsync(names[2], Cancellation);

        Assert.Equal(names[0], await _store.RollbackAsync(Cancellation));
    }

    [Fact]
    public async Task A_rollback_passes_over_models_that_are_gone()
    {
        string[] names = [await AddAsync(), await AddAsync(), await AddAsync()];
        foreach (string name in names)
        {
            await _store.PublishAsync(name, Cancellation);
        }

        await _container.DeleteAsync($"{names[1]}/manifest.json", Cancellation);

        Assert.Equal(names[0], await _store.RollbackAsync(Cancellation));
    }

    [Fact]
    public async Task A_rollback_to_a_damaged_model_is_refused_and_the_current_one_stays()
    {
        string first = await AddAsync();
        string second = await AddAsync();
        await _store.PublishAsync(first, Cancellation);
        await _store.PublishAsync(second, Cancellation);
        await _container.DeleteAsync($"{first}/als/metadata/part-00000", Cancellation);

        await Assert.ThrowsAsync<ModelDamagedException>(() => _store.RollbackAsync(Cancellation));

        Assert.Equal(second, await _store.CurrentAsync(Cancellation));
    }

    [Fact]
    public async Task A_rollback_works_when_the_current_model_is_damaged_or_gone()
    {
        string[] names = [await AddAsync(), await AddAsync()];
        await _store.PublishAsync(names[0], Cancellation);
        await _store.PublishAsync(names[1], Cancellation);
        foreach (string file in _container.Names.Where(name => name.StartsWith(names[1] + "/", StringComparison.Ordinal)))
        {
            await _container.DeleteAsync(file, Cancellation);
        }

        await Assert.ThrowsAsync<ModelNotFoundException>(() => _store.OpenCurrentAsync(Cancellation));
        Assert.Equal(names[0], await _store.RollbackAsync(Cancellation));
        Assert.Equal(names[0], (await _store.OpenCurrentAsync(Cancellation)).Manifest.Name);
    }

    [Fact]
    public async Task Publishers_that_race_leave_one_valid_pointer()
    {
        string[] names = [await AddAsync(), await AddAsync(), await AddAsync(), await AddAsync()];

        await Task.WhenAll(names.Select(name => new ModelStore(_container, _clock).PublishAsync(name, Cancellation)));

        Assert.Contains(await _store.CurrentAsync(Cancellation), names);
        Assert.Single(await _store.ListAsync(Cancellation), model => model.IsCurrent);
        await _store.OpenCurrentAsync(Cancellation);
    }

    [Fact]
    public async Task An_add_that_is_killed_at_any_put_leaves_the_current_model_and_no_other()
    {
        string first = await AddAsync();
        await _store.PublishAsync(first, Cancellation);

        // The claim of the name, then the model's own puts.
        const int Puts = 14;
        for (int put = 1; put <= Puts; put++)
        {
            var store = new ModelStore(new FailingContainer(_container, put, FailurePoint.Before, isKilled: true), _clock);

            await Assert.ThrowsAsync<IOException>(() => store.AddAsync(SampleModel.Create(), Cancellation));

            Assert.Equal([first], (await _store.ListAsync(Cancellation)).Select(model => model.Name));
            Assert.Equal(first, await _store.CurrentAsync(Cancellation));
        }

        // Each died somewhere under a name of its own, bar the first, which had put nothing.
        _clock.Advance(2 * Hour);
        Assert.Equal(Puts - 1, (await _store.PruneAsync(keep: 1, Hour, Cancellation)).Count);
        Assert.All(_container.Names, name => Assert.True(name == "current" || name.StartsWith(first + "/", StringComparison.Ordinal), name));
        await _store.OpenCurrentAsync(Cancellation);
    }

    [Fact]
    public async Task A_publish_that_fails_leaves_the_pointer_as_it_was()
    {
        string first = await AddAsync();
        string second = await AddAsync();
        await _store.PublishAsync(first, Cancellation);
        var store = new ModelStore(new FailingContainer(_container, 1, FailurePoint.Within, isKilled: true), _clock);

        await Assert.ThrowsAsync<IOException>(() => store.PublishAsync(second, Cancellation));

        Assert.Equal(first, await _store.CurrentAsync(Cancellation));
    }

    [Fact]
    public async Task Pruning_keeps_the_newest_the_current_and_the_one_to_roll_back_to()
    {
        var names = new List<string>();
        for (int number = 0; number < 7; number++)
        {
            names.Add(await AddAsync());
            _clock.Advance(Hour);
        }

        await _store.PublishAsync(names[0], Cancellation);
        await _store.PublishAsync(names[2], Cancellation);
        await _store.PublishAsync(names[3], Cancellation);

        IReadOnlyList<string> removed = await _store.PruneAsync(keep: 2, Hour, Cancellation);

        Assert.Equal([names[0], names[1], names[4]], removed);
        Assert.Equal([names[6], names[5], names[3], names[2]], (await _store.ListAsync(Cancellation)).Select(model => model.Name));
        Assert.DoesNotContain(_container.Names, name => name.StartsWith(names[0] + "/", StringComparison.Ordinal));
        Assert.Equal(names[2], await _store.RollbackAsync(Cancellation));
        await Assert.ThrowsAsync<ModelNotFoundException>(() => _store.RollbackAsync(Cancellation));
    }

    [Fact]
    public async Task Pruning_sweeps_unfinished_directories_once_they_are_old_and_nothing_else()
    {
        string kept = await AddAsync();
        _container["20260102-020405/als/metadata/part-00000"] = [1];
        _container["20260102-020405/_claim-1"] = [];
        _container["20260102-020406/als/metadata/part-00000"] = [1];
        _container["notes/part-00000"] = [1];

        // The first is an hour and a second old, the other an hour.
        _clock.Advance(TimeSpan.FromSeconds(1));
        IReadOnlyList<string> removed = await _store.PruneAsync(keep: 1, Hour, Cancellation);

        Assert.Equal(["20260102-020405"], removed);
        Assert.Contains("20260102-020406/als/metadata/part-00000", _container.Names);
        Assert.Contains("notes/part-00000", _container.Names);
        await _store.OpenAsync(kept, Cancellation);
    }

    [Fact]
    public async Task A_model_half_removed_is_no_model()
    {
        string first = await AddAsync();
        await AddAsync();
        using var cancellation = new CancellationTokenSource();
        var container = new StoppingContainer(_container, stopAfterDeletes: 1, cancellation);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new ModelStore(container, _clock).PruneAsync(keep: 1, Hour, cancellation.Token));

        Assert.Contains(_container.Names, name => name.StartsWith($"{first}/als/", StringComparison.Ordinal));
        await Assert.ThrowsAsync<ModelNotFoundException>(() => _store.OpenAsync(first, Cancellation));
    }

    [Fact]
    public async Task An_empty_store_says_how_to_fill_it()
    {
        Assert.Empty(await _store.ListAsync(Cancellation));
        Assert.Empty(await _store.PruneAsync(keep: 1, Hour, Cancellation));
        Assert.Null(await _store.CurrentAsync(Cancellation));

        ModelNotFoundException open = await Assert.ThrowsAsync<ModelNotFoundException>(() => _store.OpenCurrentAsync(Cancellation));
        ModelNotFoundException rollback = await Assert.ThrowsAsync<ModelNotFoundException>(() => _store.RollbackAsync(Cancellation));

        Assert.Equal("The store /store is empty. Train a model into it: `cadabra train --store /store`.", open.Message);
        Assert.Contains("Nothing was ever published in /store", rollback.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_without_a_published_model_says_how_to_publish_one()
    {
        string name = await AddAsync();

        ModelNotFoundException error = await Assert.ThrowsAsync<ModelNotFoundException>(() => _store.OpenCurrentAsync(Cancellation));

        Assert.Contains($"`cadabra models publish {name} --store /store`", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_of_other_things_is_no_store()
    {
        _container["orders/year=2011/x.gz"] = [1];

        ModelNotFoundException error = await Assert.ThrowsAsync<ModelNotFoundException>(() => _store.ListAsync(Cancellation));

        Assert.Contains("/store is not a store: it holds orders/, but no model.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_is_no_store()
    {
        _container["manifest.json"] = [1];

        ModelNotFoundException error = await Assert.ThrowsAsync<ModelNotFoundException>(() => _store.ListAsync(Cancellation));

        Assert.Contains("/store is a model, not a store of models.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_of_a_newer_format_is_listed_and_refused()
    {
        string name = await AddAsync();
        _container[$"{name}/manifest.json"] = """{ "formatVersion": 2 }"""u8.ToArray();

        StoredModel model = Assert.Single(await _store.ListAsync(Cancellation));

        Assert.Contains("has format version 2", model.Damage, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ModelVersionException>(() => _store.PublishAsync(name, Cancellation));
        Assert.Equal(1, Manifest.CurrentFormatVersion);
    }

    private Task<string> AddAsync() => _store.AddAsync(SampleModel.Create(), Cancellation);
}
